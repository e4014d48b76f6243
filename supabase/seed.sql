-- Run after the migrations by `supabase db reset`, `supabase start` and the local stack, never by
-- `supabase db push`. Metrics need a partition for the month they were measured in.
select public.ensure_metric_partitions();
