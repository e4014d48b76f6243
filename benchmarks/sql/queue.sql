-- A minimal queue, for the fastest possible claim in SQL.
create table public.bench_queue (
    id bigint generated always as identity primary key,
    priority integer not null,
    status text not null default 'pending',
    worker text
);
create index bench_queue_pending on public.bench_queue (priority desc, id) where status = 'pending';
alter table public.bench_queue enable row level security;
alter table public.bench_queue owner to postgres;
