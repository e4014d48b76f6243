-- A competition and an execution for the checks from phase 1 on.
insert into competitions (id, kaggle_id, title, deadline, metric_direction)
values (
    '00000000-0000-7000-8000-000000000001', 'check-of-a-phase', 'Check', '2090-01-01', 'minimize'
);
insert into agent_executions (id, competition_id, execution_name)
values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'check');
