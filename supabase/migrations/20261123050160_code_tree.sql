-- Phase 5, the code tree: the files of an execution as solution trees, with what became of each.
--
-- Writers: none.
-- Readers: agents that search, web pages and reports.
-- Each read is one array: Max rows does not cut it. Security definer: under row level security the
-- planner has no statistics about a status. In the owner's name every file costs a few lookups by
-- index, in a store of any size.
--
-- The score of a file is the best validation score of its jobs, by the competition's direction.
-- Where no file of the execution has one, it is the best public score of the submissions that its
-- jobs made: scores of both kinds are not compared. A test score never decides: choosing by it
-- would make it a validation score. Jobs that failed or were cancelled and disqualified submissions
-- have no score, nor does a file that has failed; nothing has one while the direction is unknown.

create type public.code_node as (
    id uuid, parent_id uuid, operator varchar(50), code_type kaggle_store.code_type,
    file_name varchar(200), execution_order integer,
    validation_status kaggle_store.validation_status, created_at timestamptz, depth integer,
    children integer, jobs integer, job_status kaggle_store.training_job_status,
    outcome kaggle_store.code_outcome, failures integer, validation_score double precision,
    test_score double precision, public_score double precision, score double precision,
    is_on_path_to_best boolean, is_open boolean
);
comment on type public.code_node is
    'A file of code in the tree of its execution, without its text, and what became of it.';
comment on column public.code_node.id is 'The file''s id.';
comment on column public.code_node.parent_id is
    'The file that it was made from; null for the root of a tree.';
comment on column public.code_node.operator is
    'How it was made, such as `draft`, `debug` or `improve`.';
comment on column public.code_node.code_type is 'Which part of the pipeline it is.';
comment on column public.code_node.file_name is 'The file''s name.';
comment on column public.code_node.execution_order is 'Its place in the pipeline, lowest first.';
comment on column public.code_node.validation_status is 'The validation result.';
comment on column public.code_node.created_at is 'When it was written.';
comment on column public.code_node.depth is 'How many ancestors it has.';
comment on column public.code_node.children is 'How many files were made from it.';
comment on column public.code_node.jobs is 'How many training jobs have been created for it.';
comment on column public.code_node.job_status is 'The state of the newest of them; null without.';
comment on column public.code_node.outcome is
    '`running` while a job is queued or running; else `failed` if it is invalid, or if all of its '
    'jobs failed or were cancelled; `succeeded` if a job has completed; `untried` without a job.';
comment on column public.code_node.failures is
    'How many files have failed in a row: this one, its parent, and so on; 0 if it has not.';
comment on column public.code_node.validation_score is
    'The best validation score of its jobs, by the competition''s direction.';
comment on column public.code_node.test_score is 'The best test score of its jobs.';
comment on column public.code_node.public_score is
    'The best public score of the submissions that its jobs made.';
comment on column public.code_node.score is
    'What it is compared by: `validation_score`, or `public_score` where no file of the execution '
    'has a validation score. Null for a file that has failed.';
comment on column public.code_node.is_on_path_to_best is
    'Whether it is the file with the best score, the oldest of equals, or an ancestor of it.';
comment on column public.code_node.is_open is
    'Whether it may be improved next: a leaf that has not failed and has no live job.';

create view kaggle_store.code_results with (security_invoker = true) as
select
    g.id, g.execution_id, g.parent_id, below.children, tried.jobs, newest.status as job_status,
    case
        when tried.live > 0 then 'running'
        when g.validation_status = 'invalid' or tried.unsuccessful = nullif(tried.jobs, 0)
            then 'failed'
        when tried.jobs > 0 then 'succeeded'
        else 'untried'
    end::kaggle_store.code_outcome as outcome,
    tried.highest_validation, tried.lowest_validation, tried.highest_test, tried.lowest_test,
    submitted.highest_public, submitted.lowest_public
from public.generated_code as g
cross join lateral (
    select count(*)::integer as children from public.generated_code as c where c.parent_id = g.id
) as below
cross join lateral (
    select
        count(*)::integer as jobs,
        count(*) filter (where j.status in ('queued', 'running')) as live,
        count(*) filter (where j.status in ('failed', 'cancelled')) as unsuccessful,
        max(j.best_validation_score) filter (where j.status not in ('failed', 'cancelled'))
            as highest_validation,
        min(j.best_validation_score) filter (where j.status not in ('failed', 'cancelled'))
            as lowest_validation,
        max(j.final_test_score) filter (where j.status not in ('failed', 'cancelled'))
            as highest_test,
        min(j.final_test_score) filter (where j.status not in ('failed', 'cancelled'))
            as lowest_test
    from public.training_jobs as j where j.code_id = g.id
) as tried
left join lateral (
    select j.status from public.training_jobs as j where j.code_id = g.id
    order by j.created_at desc, j.id desc limit 1
) as newest on true
cross join lateral (
    select max(s.public_score) as highest_public, min(s.public_score) as lowest_public
    from public.training_jobs as j
    cross join lateral (
        select o.public_score from public.submissions as o
        where o.training_job_id = j.id and o.submission_status <> 'disqualified' offset 0
    ) as s
    where j.code_id = g.id
) as submitted;
comment on view kaggle_store.code_results is
    'What became of each file of code: its children, jobs, outcome, and scores in both directions.';

create function kaggle_store.code_nodes(p_execution_id uuid) returns setof public.code_node
language plpgsql stable set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
declare
    v_direction kaggle_store.metric_direction;
begin
    select c.metric_direction into v_direction
    from public.agent_executions as e
    join public.competitions as c on c.id = e.competition_id
    where e.id = p_execution_id;
    if not found then
        raise exception using errcode = 'P0002',
            message = format('there is no execution %s', p_execution_id);
    end if;
    return query
    with recursive walked as (
        select r.*, 0 as depth, (r.outcome = 'failed')::integer as failures
        from kaggle_store.code_results as r
        where r.execution_id = p_execution_id and r.parent_id is null
        union all
        -- Looked up for each: no file is read twice, whatever the shape of the tree.
        select r.*, w.depth + 1, case when r.outcome = 'failed' then w.failures + 1 else 0 end
        from walked as w
        cross join lateral (
            select * from kaggle_store.code_results as c where c.parent_id = w.id offset 0
        ) as r
    ), measured as (
        select
            w.*,
            case v_direction when 'maximize' then w.highest_validation
                when 'minimize' then w.lowest_validation end as validation_score,
            case v_direction when 'maximize' then w.highest_test
                when 'minimize' then w.lowest_test end as test_score,
            case v_direction when 'maximize' then w.highest_public
                when 'minimize' then w.lowest_public end as public_score
        from walked as w
    ), compared as (
        select
            m.*, g.operator, g.code_type, g.file_name, g.execution_order, g.validation_status,
            g.created_at,
            case
                when m.outcome = 'failed' then null
                when (
                    select count(s.validation_score) from measured as s where s.outcome <> 'failed'
                ) > 0 then m.validation_score
                else m.public_score
            end as score
        from measured as m
        cross join lateral (
            select o.* from public.generated_code as o where o.id = m.id offset 0
        ) as g
    ), path (id, parent_id) as (
        (
            select c.id, c.parent_id from compared as c where c.score is not null
            order by case v_direction when 'maximize' then -c.score else c.score end,
                c.created_at, c.id
            limit 1
        )
        union all
        select g.id, g.parent_id
        from path as p
        cross join lateral (
            select o.id, o.parent_id from public.generated_code as o where o.id = p.parent_id
            offset 0
        ) as g
    )
    select
        c.id, c.parent_id, c.operator, c.code_type, c.file_name, c.execution_order,
        c.validation_status, c.created_at::timestamptz, c.depth, c.children, c.jobs, c.job_status,
        c.outcome, c.failures, c.validation_score::double precision,
        c.test_score::double precision, c.public_score::double precision,
        c.score::double precision, c.id in (select p.id from path as p),
        c.children = 0 and c.outcome in ('untried', 'succeeded')
    from compared as c;
end
$$;
comment on function kaggle_store.code_nodes(uuid) is
    'The files of an execution with their place in its trees, and what became of them. An unknown '
    'execution is refused (P0002).';

create function public.code_tree(p_execution_id uuid) returns public.code_node[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.require_member();
    return array(
        select n from kaggle_store.code_nodes(p_execution_id) as n
        order by n.depth, n.created_at, n.id
    );
end
$$;
comment on function public.code_tree(uuid) is
    'The files of an execution as a tree, parents before children, the oldest first: each with its '
    'depth, children, jobs, outcome and best score. An unknown execution is refused (P0002).';

create function public.path_to_best_code(p_execution_id uuid) returns public.code_node[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kaggle_store.require_member();
    return array(
        select n from kaggle_store.code_nodes(p_execution_id) as n where n.is_on_path_to_best
        order by n.depth
    );
end
$$;
comment on function public.path_to_best_code(uuid) is
    'The file with the best score and its ancestors, the root first; empty while nothing is scored '
    'or the competition''s direction is unknown. An unknown execution is refused (P0002).';

create function public.open_code_leaves(p_execution_id uuid, p_max_failures integer default 0)
returns public.code_node[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_direction kaggle_store.metric_direction;
begin
    perform kaggle_store.require_member();
    select c.metric_direction into v_direction
    from public.agent_executions as e
    join public.competitions as c on c.id = e.competition_id
    where e.id = p_execution_id;
    return array(
        select n from kaggle_store.code_nodes(p_execution_id) as n
        where n.is_open
            or (n.children = 0 and n.outcome = 'failed' and n.failures <= p_max_failures)
        order by
            n.outcome = 'failed',
            case v_direction when 'maximize' then -n.score else n.score end nulls last,
            n.failures, n.created_at, n.id
    );
end
$$;
comment on function public.open_code_leaves(uuid, integer) is
    'The files that a search may expand next, the best score first: leaves that have not failed '
    'and have no queued or running job. With p_max_failures those to debug follow: leaves that '
    'have failed, with at most so many failures in a row. An unknown execution is refused (P0002).';

revoke all on table kaggle_store.code_results
from public, anon, authenticated, service_role, admin, kaggle_worker;
revoke all on function
kaggle_store.code_nodes(uuid), public.code_tree(uuid), public.path_to_best_code(uuid),
public.open_code_leaves(uuid, integer)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
public.code_tree(uuid), public.path_to_best_code(uuid), public.open_code_leaves(uuid, integer)
to authenticated, service_role;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050160_code_tree',
    'bf98ab5de5e643a8feccc37200d75de861e589066aadd986536079ce32086164'
);
