-- The contract of interventions, as any client meets it. Runs under `supabase test db` and under
-- `python -m tools.pgtap`.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select plan(13);

insert into competitions (id, kaggle_id, title, deadline)
values ('00000000-0000-4000-8000-000000000001', 'titanic', 'Titanic', '2090-01-01');
insert into agent_executions (id, competition_id, execution_name)
values ('00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-000000000001', 'one');

set local role service_role;
set local request.jwt.claims = '{"role": "service_role"}';

prepare ask (text, text, text, text) as
select * from request_intervention(
    null, '00000000-0000-4000-8000-0000000000e1', 'approval_required', 't', 'd',
    p_response_schema => $1::jsonb,
    p_allowed_decisions => $2::kaggle_store.intervention_decision[], p_proposal => $3::jsonb,
    p_timeout_action => $4::kaggle_store.timeout_action
);
select throws_ok(
    $$ execute ask('{"pattern": "x"}', null, null, 'escalate') $$,
    'KS254', null, 'a schema with another keyword is refused'
);
select throws_ok(
    $$ execute ask(null, '{edit}', null, 'escalate') $$,
    'KS255', null, 'an edit without a proposal is refused'
);
select throws_ok(
    $$ execute ask('{"type": "object"}', null, null, 'approve') $$,
    'KS255', null, 'a timeout does not approve what has no valid answer'
);
select throws_ok(
    $$ execute ask('{"type": "object"}', null, '1', 'escalate') $$,
    'KS256', null, 'a proposal that does not satisfy the schema is refused'
);

select lives_ok(
    $$ select request_intervention(
        '00000000-0000-4000-8000-0000000000f1', '00000000-0000-4000-8000-0000000000e1',
        'approval_required', 't', 'd',
        p_response_schema => '{"properties": {"n": {"maximum": 5}}}',
        p_allowed_decisions => '{approve,edit,reject}', p_proposal => '{"n": 1}'
    ) $$,
    'an intervention is requested'
);
prepare answer (text, text, text) as
select status::text, response_data from respond_intervention(
    '00000000-0000-4000-8000-0000000000f1', $1::kaggle_store.intervention_decision, $2, $3::jsonb
);
select throws_ok(
    $$ execute answer('respond', 'x', null) $$,
    'KS252', null, 'a decision that is not allowed is refused'
);
select throws_ok(
    $$ execute answer('edit', null, '{"n": 9}') $$,
    'KS251', null, 'data that does not satisfy the schema is refused'
);
select throws_ok(
    $$ execute answer('reject', ' ', null) $$, 'KS257', null, 'a rejection needs a reason'
);
select throws_ok(
    $$ execute answer('approve', null, '{"n": 2}') $$,
    'KS259', null, 'an approval does not change the proposal'
);
select results_eq(
    $$ execute answer('approve', null, null) $$, $$ values ('approved', '{"n": 1}'::jsonb) $$,
    'an approval takes the proposal'
);
select throws_ok(
    $$ execute answer('reject', 'no', null) $$, 'KS250', null, 'a response is given once'
);
select throws_ok(
    $$ update human_interventions set decision = 'reject' $$,
    '42501', null, 'a decision is not written directly'
);
select throws_ok(
    $$ insert into human_interventions (
        execution_id, intervention_type, title, description, status, response_schema, response_data
    )
    values (
        '00000000-0000-4000-8000-0000000000e1', 'approval_required', 't', 'd', 'approved',
        '{"type": "object"}', '1'
    ) $$,
    'KS251', null, 'an imported answer satisfies its schema'
);

select * from finish();
rollback;
