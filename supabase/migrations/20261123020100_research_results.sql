-- Phase 2: research_results, findings in papers, Kaggle solutions, documentation and code.
--
-- Writers: the research module in bulk; a search that is repeated after a crash writes the same
-- rows.
-- Readers: code generation, most relevant first.
-- `raw_response` can be large: the SDK reads it only on request.

create table public.research_results (
    id uuid primary key default kaggle_store.new_id(),
    execution_id uuid not null references public.agent_executions (id) on delete cascade,
    research_type kaggle_store.research_type not null,
    query_text text not null,
    source_api varchar(50) not null,
    raw_response jsonb not null,
    processed_insights kaggle_store.text_list,
    relevance_score kaggle_store.fraction,
    citation_count integer not null default 0,
    research_duration_seconds public.positive_decimal,
    tokens_consumed bigint,
    cost_dollars kaggle_store.dollars,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    external_id varchar(500),
    dedup_key text not null generated always as (
        md5(query_text) || coalesce(':id:' || external_id::text, ':md5:' || md5(raw_response::text))
    ) stored,
    constraint citations_are_not_negative check (citation_count >= 0),
    constraint tokens_are_not_negative check (tokens_consumed >= 0),
    constraint a_finding_is_stored_once unique (execution_id, research_type, source_api, dedup_key),
    constraint query_text_is_bounded check (length(query_text) <= 100000),
    constraint processed_insights_are_bounded check (pg_column_size(processed_insights) <= 1048576),
    constraint names_have_no_control_characters
        check (kaggle_store.is_name(source_api) and kaggle_store.is_name(external_id))
);

comment on table public.research_results is 'One finding of an execution''s research.';
comment on column public.research_results.id is 'The finding''s id.';
comment on column public.research_results.execution_id is 'The execution it was found for.';
comment on column public.research_results.research_type is 'The kind of source.';
comment on column public.research_results.query_text is 'The search query.';
comment on column public.research_results.source_api is
    'The source, such as `arxiv`, `kaggle_api` or `google_deep_research`.';
comment on column public.research_results.raw_response is 'The response, unchanged.';
comment on column public.research_results.processed_insights is
    'The insights that the agent extracted.';
comment on column public.research_results.relevance_score is 'How relevant it is, from 0 to 1.';
comment on column public.research_results.citation_count is 'How often it has been cited.';
comment on column public.research_results.research_duration_seconds is
    'How long the research took, in seconds.';
comment on column public.research_results.tokens_consumed is 'Model tokens that the research took.';
comment on column public.research_results.cost_dollars is 'What it cost, in US dollars.';
comment on column public.research_results.created_at is 'When it was stored.';
comment on column public.research_results.external_id is
    'The source''s own id of what was found, such as an arXiv number.';
comment on column public.research_results.dedup_key is
    'The deduplication key within execution, type and source: the query, and the external id or '
    'else the response.';

-- "What does this execution know?" in the order it was found, and the foreign key.
create index idx_research_results_execution_id
on public.research_results (execution_id, created_at);
-- "All academic papers."
create index idx_research_results_research_type on public.research_results (research_type);
-- "The most relevant findings."
create index idx_research_results_relevance_score
on public.research_results (relevance_score desc nulls last);
-- "What did this source return?"
create index idx_research_results_source_api on public.research_results (source_api);
-- "What was found last?"
create index research_results_created_at on public.research_results (created_at);

create trigger a_raw_response_is_bounded before insert or update of raw_response
on public.research_results
for each row when (kaggle_store.json_flaw(new.raw_response, 16777216, 100) is not null)
execute function kaggle_store.refuse_json('raw_response', '16777216', '100');
create trigger a_lease_holds after insert or update on public.research_results
for each row execute function kaggle_store.fence_child();
create trigger fence_update before update on public.research_results
for each row execute function kaggle_store.fence_child();

alter table public.research_results enable row level security;
create policy "people read research" on public.research_results
for select to authenticated using (true);
create policy "admins keep research" on public.research_results for all to admin
using ((select kaggle_store.is_admin())) with check ((select kaggle_store.is_admin()));
revoke all on table public.research_results from public, anon, authenticated, service_role, admin;
grant select on table public.research_results to authenticated, service_role;
grant insert (
    id, execution_id, research_type, query_text, source_api, raw_response, processed_insights,
    relevance_score, citation_count, research_duration_seconds, tokens_consumed, cost_dollars,
    created_at, external_id
), update (
    research_type, query_text, source_api, raw_response, processed_insights, relevance_score,
    citation_count, research_duration_seconds, tokens_consumed, cost_dollars, external_id
) on table public.research_results to service_role, admin;
grant delete on table public.research_results to admin;

-- The document's bulk insert ----------------------------------------------------------------------

create type public.research_row as (
    id uuid,
    execution_id uuid,
    research_type kaggle_store.research_type,
    query_text text,
    source_api varchar(50),
    raw_response jsonb,
    processed_insights kaggle_store.text_list,
    relevance_score kaggle_store.fraction,
    citation_count integer,
    research_duration_seconds public.positive_decimal,
    tokens_consumed bigint,
    cost_dollars kaggle_store.dollars,
    external_id varchar(500)
);
comment on type public.research_row is
    'A finding to be stored by insert_research_results(); fields as in research_results.';

create function public.insert_research_results(p_results public.research_row[])
returns table (inserted bigint, skipped bigint)
language sql set search_path = pg_catalog, pg_temp
as $$
    with added as (
        insert into public.research_results (
            id, execution_id, research_type, query_text, source_api, raw_response,
            processed_insights, relevance_score, citation_count, research_duration_seconds,
            tokens_consumed, cost_dollars, external_id
        )
        select
            coalesce(id, kaggle_store.new_id()), execution_id, research_type, query_text,
            source_api, raw_response, processed_insights, relevance_score,
            coalesce(citation_count, 0), research_duration_seconds, tokens_consumed, cost_dollars,
            external_id
        from unnest(p_results)
        -- One order: concurrent calls with the same findings wait for each other instead of
        -- deadlocking.
        order by execution_id, research_type, source_api, query_text, external_id, raw_response, id
        on conflict do nothing
        returning 1
    )
    select count(*), coalesce(cardinality(p_results), 0) - count(*) from added
$$;
comment on function public.insert_research_results(public.research_row[]) is
    'Stores findings in one transaction and skips known ones (same execution, type, source, '
    'query, and external id or response). Returns how many were inserted and how many skipped. A '
    'repeat is harmless.';
revoke all on function public.insert_research_results(public.research_row[])
from public, anon, authenticated, service_role, admin;
grant execute on function public.insert_research_results(public.research_row[])
to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123020100_research_results',
    '88ac1462f25b6fabfa05426b6004a1cb45e0e677158d00564ca9cd17c17653f6'
);
