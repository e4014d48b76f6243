update public.bench_queue set status = 'taken', worker = %s
where id = any (array(
    select id from public.bench_queue where status = 'pending' order by priority desc, id limit 1 for update skip locked
))
returning id
