-- Phase 3, deletes: what an admin's DELETE locks before it removes anything.
--
-- Writers: none.
-- Readers: triggers of the tables with children.
--
-- Everything else locks a child before its parents (docs/lifecycle.md, "Lock order"), and a DELETE
-- cascades from a parent to its children. So it waits for the rows that it names and for no others:
-- what it would change in other tables is locked at once, or the DELETE fails without effect
-- (55P03) and may be sent again.

-- The arguments are pairs: a table, and which of its rows depend on the deleted row, $1.
create function kaggle_store.lock_dependents() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    for v_place in 0 .. tg_nargs - 1 by 2 loop
        execute format(
            'select from public.%I where %s for update nowait', tg_argv[v_place],
            tg_argv[v_place + 1]
        ) using old;
    end loop;
    return old;
end
$$;
comment on function kaggle_store.lock_dependents() is
    'Trigger: locks the rows that change with a deleted one without waiting (55P03).';
revoke all on function kaggle_store.lock_dependents()
from public, anon, authenticated, service_role;

create trigger lock_dependents before delete on public.competitions
for each row execute function kaggle_store.lock_dependents(
    'agent_executions', 'competition_id = ($1).id'
);
create trigger lock_dependents before delete on public.agent_executions
for each row execute function kaggle_store.lock_dependents(
    'research_results', 'execution_id = ($1).id', 'generated_code', 'execution_id = ($1).id',
    'gpu_sessions', 'execution_id = ($1).id', 'training_jobs', 'execution_id = ($1).id',
    'submissions', 'execution_id = ($1).id', 'human_interventions', 'execution_id = ($1).id'
);
create trigger lock_dependents before delete on public.generated_code
for each row execute function kaggle_store.lock_dependents(
    'training_jobs', 'code_id = ($1).id'
);
-- The execution's consumed budget and its need for a person follow from its children.
create trigger lock_dependents before delete on public.gpu_sessions
for each row execute function kaggle_store.lock_dependents(
    'training_jobs', 'gpu_session_id = ($1).id', 'agent_executions', 'id = ($1).execution_id'
);
create trigger lock_dependents before delete on public.training_jobs
for each row execute function kaggle_store.lock_dependents(
    'submissions', 'training_job_id = ($1).id'
);
create trigger lock_dependents before delete on public.human_interventions
for each row execute function kaggle_store.lock_dependents(
    'intervention_notifications', 'intervention_id = ($1).id',
    'agent_executions', 'id = ($1).execution_id'
);
