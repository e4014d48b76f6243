-- A thousand competitions with all columns filled, as the larger ones of Kaggle, and one running execution of each.
insert into public.competitions (
    kaggle_id, title, description, problem_type, dataset_size_gb, participant_count, prize_pool, deadline, evaluation_metric,
    submission_format, data_availability, difficulty_score, tags, team_limit, daily_submission_limit, discovery_source
)
select
    'competition-' || n, 'Predict the outcome number ' || n, repeat('What is to be predicted, from what, and why. ', 4), 'tabular',
    n / 7.0, n, n * 10, now() + make_interval(hours => n), 'Root Mean Squared Error', 'id,target', 'public', n / 1000.0,
    array['tabular', 'regression', 'finance'], 5, 5, 'kaggle_api'
from generate_series(1, 1000) as n;

insert into public.agent_executions (competition_id, execution_name, status, started_at, current_step)
select id, 'run of ' || kaggle_id, 'research', now(), 2 from public.competitions;
