-- Check of phase 2, research and code.
-- psql "$DATABASE_URL" -f supabase/checks/phase_2.sql prints a line for each check that passes
-- and stops with an error at the first that fails.
\ir begin.sql
\ir rows.sql

insert into generated_code (id, execution_id, code_type, file_name, code_content) values (
    '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'training',
    'train.py', 'pass'
);

select * from pg_temp.closed(array['public.research_results', 'public.generated_code']);
select pg_temp.holds('a duplicate finding is skipped', (inserted, skipped) = (1, 1))
from insert_research_results(array(
    select jsonb_populate_record(null::research_row, '{
        "execution_id": "00000000-0000-7000-8000-000000000002", "research_type": "documentation",
        "query_text": "q", "source_api": "kaggle_api", "raw_response": {}
    }') from generate_series(1, 2)
));
select pg_temp.refuses('a code path cannot leave its folder', '23514', $$
    insert into generated_code (execution_id, code_type, file_name, file_path, code_content)
    values ('00000000-0000-7000-8000-000000000002', 'training', 'x.py', '../x.py', 'pass')
$$);
select pg_temp.refuses('approval needs the checksum of the content', 'KS230', $$
    select approve_code('00000000-0000-7000-8000-000000000003', encode(sha256('other'), 'hex'))
$$);
select pg_temp.holds('the content with that checksum is approved', human_approved)
from approve_code('00000000-0000-7000-8000-000000000003', encode(sha256('pass'), 'hex'));
update generated_code set code_content = 'print()'
where id = '00000000-0000-7000-8000-000000000003';
select pg_temp.holds('an edit withdraws the approval', not human_approved)
from generated_code where id = '00000000-0000-7000-8000-000000000003';

rollback;
