-- The rows of a filled store of release 0.1.0, made by `python -m tests.upgrade.dump`.
-- The encryption keys are those of a store which existed for seconds.
set session_replication_role = replica;
truncate agent_executions, archived_executions, artifacts, audit_log, competitions, configurations, execution_steps, generated_code, gpu_sessions, gpu_terminations, human_interventions, intervention_notifications, kaggle_store.access_mode, kaggle_store.added_grants, kaggle_store.allowed_moves, kaggle_store.answer_times, kaggle_store.archived_rows, kaggle_store.artifact_removals, kaggle_store.claims, kaggle_store.clock, kaggle_store.created_roles, kaggle_store.deleted_slots, kaggle_store.encryption_keys, kaggle_store.installed, kaggle_store.integrity_round, kaggle_store.known_metrics, kaggle_store.late_metrics, kaggle_store.lost_leases, kaggle_store.members, kaggle_store.metric_exports, kaggle_store.readings, kaggle_store.recorded_access, kaggle_store.restored_executions, kaggle_store.upkeep_policy, kaggle_store.upkeep_tasks, kaggle_store.workflow_steps, notices, notification_deliveries, research_results, submissions, system_metrics, training_jobs, upkeep_runs, vault._local_key, vault.secrets;
select count(*) from public.ensure_metric_partitions('2026-09-01', '2027-02-01');
--
-- PostgreSQL database dump
--

\restrict I46nWgMhNAjY74BL9Lw1ycj773oA87b84l9vG7NtOe0b45701Ra8bNqfBgMNgx7

-- Dumped from database version 17.10
-- Dumped by pg_dump version 17.10

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Data for Name: access_mode; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.access_mode (only_row, members_only) FROM stdin;
t	f
\.


--
-- Data for Name: added_grants; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.added_grants (granted, grantee) FROM stdin;
authenticated	admin
admin	authenticator
kaggle_worker	authenticator
usage on schema public	admin
usage on schema public	kaggle_worker
\.


--
-- Data for Name: allowed_moves; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.allowed_moves (lifecycle, from_status, to_status, only_after) FROM stdin;
agent_executions	pending	data_acquisition	any
agent_executions	data_acquisition	research	any
agent_executions	research	code_generation	any
agent_executions	code_generation	training	any
agent_executions	training	submission	any
agent_executions	submission	completed	any
agent_executions	training	code_generation	any
agent_executions	training	research	any
agent_executions	submission	research	any
agent_executions	submission	code_generation	any
agent_executions	submission	training	any
gpu_sessions	provisioning	running	any
gpu_sessions	running	idle	any
gpu_sessions	idle	running	any
gpu_sessions	provisioning	terminated	any
gpu_sessions	running	terminated	any
gpu_sessions	idle	terminated	any
gpu_sessions	provisioning	failed	any
gpu_sessions	running	failed	any
gpu_sessions	idle	failed	any
training_jobs	queued	running	any
training_jobs	queued	cancelled	any
training_jobs	queued	failed	any
training_jobs	running	completed	any
training_jobs	running	failed	any
training_jobs	running	cancelled	any
submissions	pending	submitted	any
submissions	pending	failed	any
submissions	pending	unknown	any
submissions	pending	scored	any
submissions	unknown	submitted	any
submissions	unknown	scored	any
submissions	unknown	failed	any
submissions	submitted	scored	any
submissions	submitted	failed	any
submissions	submitted	unknown	any
submissions	submitted	disqualified	any
submissions	scored	disqualified	any
human_interventions	pending	escalated	any
human_interventions	pending	reviewed	any
human_interventions	pending	approved	any
human_interventions	pending	rejected	any
human_interventions	escalated	reviewed	any
human_interventions	escalated	approved	any
human_interventions	escalated	rejected	any
agent_executions	pending	human_review	any
agent_executions	pending	failed	any
agent_executions	pending	cancelled	any
agent_executions	data_acquisition	human_review	any
agent_executions	data_acquisition	failed	any
agent_executions	data_acquisition	cancelled	any
agent_executions	research	human_review	any
agent_executions	research	failed	any
agent_executions	research	cancelled	any
agent_executions	code_generation	human_review	any
agent_executions	code_generation	failed	any
agent_executions	code_generation	cancelled	any
agent_executions	training	human_review	any
agent_executions	training	failed	any
agent_executions	training	cancelled	any
agent_executions	submission	human_review	any
agent_executions	submission	failed	any
agent_executions	submission	cancelled	any
agent_executions	human_review	pending	pending
agent_executions	human_review	data_acquisition	data_acquisition
agent_executions	human_review	research	research
agent_executions	human_review	code_generation	code_generation
agent_executions	human_review	training	training
agent_executions	human_review	submission	submission
agent_executions	human_review	submission	training
agent_executions	human_review	failed	any
agent_executions	human_review	cancelled	any
submissions	failed	submitted	listed
submissions	failed	scored	listed
submissions	scored	failed	listed
submissions	scored	submitted	listed
\.


--
-- Data for Name: answer_times; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.answer_times (priority, answer_within) FROM stdin;
critical	00:15:00
high	01:00:00
medium	04:00:00
low	24:00:00
\.


--
-- Data for Name: archived_executions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.archived_executions (id, competition_id, execution_name, status, created_at, completed_at, archived_at, exported_at, format, counts, checksum) FROM stdin;
01a22c8a-10bc-77c8-b441-37a6bb651f4f	097ab070-3204-413c-9d04-7304ba78c6e8	old 2	cancelled	2023-01-01 00:00:00+00	2023-01-02 00:00:00+00	2026-11-30 12:59:35.482918+00	\N	1	{"agent_executions": 1}	4ce7fd9ea7ff410da82b20282e0914f0a9475e66d9d95874e40853b0ddb92a92
\.


--
-- Data for Name: archived_rows; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.archived_rows (execution_id, place, table_name, document) FROM stdin;
01a22c8a-10bc-77c8-b441-37a6bb651f4f	1	agent_executions	{"id": "01a22c8a-10bc-77c8-b441-37a6bb651f4f", "round": 1, "status": "cancelled", "worker": null, "attempts": 0, "lease_id": null, "priority": 0, "lease_end": null, "created_at": "2023-01-01T00:00:00+00:00", "started_at": "2023-01-02T00:00:00+00:00", "updated_at": "2026-11-30T12:59:35.482918+00:00", "available_at": "2026-11-30T12:59:35.482918+00:00", "completed_at": "2023-01-02T00:00:00+00:00", "current_step": 1, "max_attempts": 3, "error_message": null, "resume_reason": "fresh", "resume_status": null, "source_record": {}, "competition_id": "097ab070-3204-413c-9d04-7304ba78c6e8", "execution_name": "old 2", "lease_expires_at": null, "review_is_manual": null, "gpu_budget_dollars": 0.150000, "gpu_budget_consumed": 0.000000, "target_submission_hours": 24, "human_intervention_reason": null, "human_intervention_required": false}
\.


--
-- Data for Name: artifact_removals; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.artifact_removals (id, execution_id, name, uri, sha256, listed_at) FROM stdin;
ebb9f835-12dc-43d3-8b7f-3c0bcc19e35f	2d16f24b-cb50-49b2-bfba-86e267325f02	model.bin	file:///artifacts/2d16f24b-cb50-49b2-bfba-86e267325f02/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	2026-11-30 12:59:35.44115+00
\.


--
-- Data for Name: claims; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.claims (lease_id, worker, claimed_at) FROM stdin;
88b48665-69a0-41ad-8dd1-a7b89c44ef3b	w	2026-11-30 12:59:34.96397+00
33b88650-a12e-40d4-a238-b50d7836ece8	w	2026-11-30 12:59:35.200554+00
2b06c7d1-a752-4890-8c2c-3f62d02a6402	w	2026-11-30 12:59:36.40082+00
\.


--
-- Data for Name: clock; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.clock (only_row, shift) FROM stdin;
t	00:00:00
\.


--
-- Data for Name: created_roles; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.created_roles (name) FROM stdin;
admin
kaggle_worker
\.


--
-- Data for Name: deleted_slots; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.deleted_slots (competition_id, slot_day, submission_id) FROM stdin;
30d9c999-60ae-4c00-ad3f-a0f261921e4b	2026-11-30	00000000-0000-0000-0000-000000000001
\.


--
-- Data for Name: encryption_keys; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.encryption_keys (version, fingerprint, vault_name, secret, created_at) FROM stdin;
1	b6f7df04b9147a68	kaggle_store_generated_key_1	\N	2026-11-30 12:59:31.607314+00
\.


--
-- Data for Name: installed; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.installed (name, sha256, installed_at) FROM stdin;
20261123000000_foundation	ef5de083b934083ec8d7d5cb8bdfab5feb984d5214ed7a0fed730f65cb1009c6	2026-11-30 12:59:31.375835+00
20261123000100_types	ffdf31452f0f7df86d1beba7512dbdf63689d34bb403071815c4d57719a3be39	2026-11-30 12:59:31.436509+00
20261123000150_bounds	5751743035341b53f2aa611ba24ddc65751525a77a21ab39a559cec6c59e8524	2026-11-30 12:59:31.468216+00
20261123000200_lifecycles	fb017df54fd826647adcae012903e211b2bba8113e12ff1ba02e6d7e9a38ad47	2026-11-30 12:59:31.47408+00
20261123000250_leases	bfc6eaf1423f4b7b3b1927966447adec90c74521dafc3a8db8c883d910232680	2026-11-30 12:59:31.491581+00
20261123000300_audit_log	9550015a93b45d83ec504c2d196ece9f9635877ca965e0186fd20934ffe3f321	2026-11-30 12:59:31.518344+00
20261123000350_members	d5468cf8da7e597265698e79b54d2725b48306138c57de768d6ba82d797333b2	2026-11-30 12:59:31.561512+00
20261123000400_secrets	a7df9a7b3b6ddaed3e849af1e1a62474a6d4ee1731a3c8a7821b99dfb5c8db32	2026-11-30 12:59:31.607314+00
20261123010100_competitions	58aa7ecedcdd0ff8a26308d4460a672775913c4e31d7f79b59f86db4614482e1	2026-11-30 12:59:31.670716+00
20261123010200_discovery	d7cb7e6ed8b5baf523979b2bacf3b6b7a2dc5b17b5d1d39c650de6bcb59cc032	2026-11-30 12:59:31.741357+00
20261123010300_agent_executions	74ea8d06f78a3e5f43809513e9cdf399fdf72a41a764a10d8cf307276e527610	2026-11-30 12:59:31.745039+00
20261123010400_execution_claims	6e03b9ef303fd3d60149bcfca9ee92f544353423544a98b826bf7a6498307bbb	2026-11-30 12:59:31.847714+00
20261123010500_worker_tokens	a0647a06c08ab72262e717210f495b93331604601f7c860d8bc4154d2085ae94	2026-11-30 12:59:31.886051+00
20261123020100_research_results	7ebcb66e073a68dbedb1ad59a6de146b9bf225e3268022cee0f7450795ce162c	2026-11-30 12:59:31.890641+00
20261123020200_generated_code	3d1848fbdf7f9f4c8a705262a23ed7e94bb6451ce71eb7f87e52a435ef2cbc95	2026-11-30 12:59:31.957682+00
20261123020300_execution_steps	8e2b934ace369d1405d4c3033a7d425b4537892da04cee46b2de113767a30426	2026-11-30 12:59:32.036724+00
20261123030100_gpu_sessions	439c1687a92fb745f9fdaf9a5d36b32c93862ae325018948ba4ed41cb16442cb	2026-11-30 12:59:32.069312+00
20261123030110_gpu_budget	d97a390eb77fcf323264b4a895631563158374468146c0ed4e2cb5cf3ca4d598	2026-11-30 12:59:32.159297+00
20261123030115_gpu_terminations	935b14f41a31a28ed35d304e229a77e06583130704e6b4aafb015d050fa2c9a8	2026-11-30 12:59:32.182554+00
20261123030120_ssh_credentials	549c9dfc558c704035446f8f6ef011ec89ad6ce534df136571fb288f47a1008a	2026-11-30 12:59:32.226926+00
20261123030200_training_jobs	854ee88a0078e8d13911e64c3d5f147dd493ebd6c1e2ca727becad33db2961dc	2026-11-30 12:59:32.234094+00
20261123030210_training_claims	f13ba900797ca14856c229364032747ee79589a90ce3cc89a4ba205b12d87cf5	2026-11-30 12:59:32.320517+00
20261123030300_submissions	b3c1344d9618c9a13303ca80806b2a5bfc547ced6a4471abd4daed8cd54780a5	2026-11-30 12:59:32.340418+00
20261123030390_answer_schemas	d776f6e235a258a461b8eb6df6c491fd9c0e753365e03e2586fedad6d8040db8	2026-11-30 12:59:32.472519+00
20261123030400_human_interventions	153e6d2182425b272ec4b0d302bfa00ca6d2d911f1e2da7a720fea05bd44f22f	2026-11-30 12:59:32.483936+00
20261123030405_notices	6d864538838b71b1c5f3fe917bd7f4f5f2988979fad4eafb7331d60df80beb1b	2026-11-30 12:59:32.553262+00
20261123030410_intervention_responses	e36501fb6b77e9e613f70d50dc7b3ce708c40f5b891a08854aaef4a3631150f0	2026-11-30 12:59:32.583293+00
20261123030500_deletes	cae6ba18ee330c52e6fbf537a45dd65718941ff96e9420075ce2afcbc526bf4f	2026-11-30 12:59:32.698763+00
20261123030600_artifacts	fff9e910dff87a7856b3dad8406fcdeeded8e1fd2a59be6f74535076245fa036	2026-11-30 12:59:32.705297+00
20261123040100_system_metrics	3e09244c58abf9a992a72b977671b4aaada271c11d14f8cd32c4642a7a1d9b23	2026-11-30 12:59:32.782714+00
20261123040110_training_progress	a3199415efbc1d139f1d44489f95f711799fc14746b8db60b71e527cbf38ecec	2026-11-30 12:59:33.012685+00
20261123040120_metric_buckets	e85134bbe121b98623cb74eb17ecb28d4783dd4eb33b91d113ec311b5b742478	2026-11-30 12:59:33.032274+00
20261123040130_metric_exports	77c914c3446ff00d33e650c25681e6bb3cf60b9ede2ee759982d3693db8b441c	2026-11-30 12:59:33.045596+00
20261123040200_configurations	50894284e438ae68b7508715a484408868316ac6fb7d4609744b9160244224f7	2026-11-30 12:59:33.080645+00
20261123040210_secret_settings	7c9e904dbbd0b6a10e09eb74a59963d3751ffb3e1929900bcb61620b53694810	2026-11-30 12:59:33.113327+00
20261123050100_dashboards	1413c71734ecc9013766a010ace64ed9dffae484885438ce55ef701b6def1fb1	2026-11-30 12:59:33.130648+00
20261123050150_costs_and_scores	9f936859d45716ffaf2e56d441653f7b4956d2df07ba16be20ac05856feca9eb	2026-11-30 12:59:33.154151+00
20261123050160_code_tree	bf98ab5de5e643a8feccc37200d75de861e589066aadd986536079ce32086164	2026-11-30 12:59:33.179269+00
20261123050170_recent_executions	2d6225d194463d69f88380d5a89a78a191d4f91655bb1e7051fb749a0a108442	2026-11-30 12:59:33.208234+00
20261123050200_execution_summary	3b7260c60645aa14819b1b307c289f57d9e8d6effd3ad5f33a81828b5c6d1f28	2026-11-30 12:59:33.213819+00
20261123050300_upkeep	794624631f6012d4b86d4a03911ac3acdfe5b6b71bfe2297368c2e494db76d58	2026-11-30 12:59:33.280092+00
20261123050305_deliveries	ad161c193e2d3b204b4d3d706a44a50394dc827728bb4c4cc79733589ff3ec35	2026-11-30 12:59:33.30816+00
20261123050310_archive	87a1083bb344a626398cf6eda73a87e7a823aae40eeddd406ce52ae40e78a683	2026-11-30 12:59:33.348348+00
20261123050320_upkeep_runs	c98b449421f5535c84e85dc8251860e1735cec037580cf49c71fcde793c2d618	2026-11-30 12:59:33.440245+00
20261123050350_integrity	4835c4ac052472fe1352121d3d0cb603b24e74758efddeedb0f43bb5f7decff3	2026-11-30 12:59:33.496472+00
20261123050360_health	482b53e29d8fdcf3db8bdb5f83bf8f3dfec3739fa48c4485264734baac8191b1	2026-11-30 12:59:33.524286+00
20261123050365_noticing	47013dfebdbf169d76b904272905c3a5283b7dc660f6aa882546d789dd1ce050	2026-11-30 12:59:33.558818+00
20261123050367_page_reads	389052be8c631dba59a94b6ffdc92131bb7103b7a2a7ed4324e1a189db9cef5a	2026-11-30 12:59:33.618007+00
20261123050370_access	c2a42b16e8ac0b994c4ec2a10d6e0943ad79e4fd92c3bdd786b64dc6cbca2e8d	2026-11-30 12:59:33.689309+00
20261123050400_schedule	b5234818e87177a46a9a65e25377038c3025d8e5e787a54d13e4df82a1d90a4c	2026-11-30 12:59:33.757563+00
\.


--
-- Data for Name: integrity_round; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.integrity_round (is_only, checked_to, found) FROM stdin;
\.


--
-- Data for Name: known_metrics; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.known_metrics (metric_key, direction) FROM stdin;
absoluteerror	minimize
absolutepercentageerror	minimize
accuracy	maximize
ap	maximize
areaunderprecisionrecallcurve	maximize
areaunderreceiveroperatingcharacteristiccurve	maximize
areaundertheroccurve	maximize
auc	maximize
auprc	maximize
auroc	maximize
balancedaccuracy	maximize
binarycrossentropy	minimize
binomialdeviance	minimize
birdclefrocauc	maximize
bleu	maximize
brier	minimize
c	maximize
cappedbinomialdeviance	minimize
categorizationaccuracy	maximize
coefficientofdetermination	maximize
cohenkappa	maximize
concordance	maximize
continuousrankedprobability	minimize
continuousrankprobability	minimize
crossentropy	minimize
crps	minimize
dice	maximize
dicecoefficient	maximize
discountedcumulativegain	maximize
editdistance	minimize
error	minimize
euclideandistance	minimize
f	maximize
f1	maximize
fid	minimize
fmeasure	maximize
frechetinceptiondistance	minimize
gini	maximize
globalap	maximize
hammingloss	minimize
haversinedistance	minimize
hingeloss	minimize
intersectionoverunion	maximize
intersectionoverunionobjectsegmentation	maximize
iou	maximize
jaccard	maximize
kappa	maximize
kldivergence	minimize
kullbackleiblerdivergence	minimize
labelrankingprecision	maximize
laplaceloglikelihood	maximize
levenshtein	minimize
levenshteindistance	minimize
logarithmicloss	minimize
loglikelihood	maximize
logloss	minimize
loss	minimize
mae	minimize
map	maximize
mape	minimize
matthewscorrelationcoefficient	maximize
mcc	maximize
mcrmse	minimize
medianabsoluteerror	minimize
misclassificationerror	minimize
mrr	maximize
mse	minimize
msle	minimize
multiclasslogarithmicloss	minimize
multiclasslogloss	minimize
multiclassloss	minimize
ndcg	maximize
pearsoncorrelation	maximize
pearsoncorrelationcoefficient	maximize
perplexity	minimize
pinballloss	minimize
prauc	maximize
precision	maximize
quadratickappa	maximize
quadraticweightedkappa	maximize
quantileloss	minimize
qwk	maximize
r2	maximize
recall	maximize
reciprocalrank	maximize
rmse	minimize
rmsle	minimize
rmspe	minimize
rmsse	minimize
rocauc	maximize
rootsquarederror	minimize
rootsquaredlogarithmicerror	minimize
rootsquaredlogerror	minimize
rootsquaredpercentageerror	minimize
rootsquaredscalederror	minimize
rootsquareerror	minimize
rootsquarepercentageerror	minimize
rouge	maximize
rsquared	maximize
smape	minimize
sorensendicecoefficient	maximize
spearmancorrelation	maximize
spearmansr	maximize
spearmansrankcorrelation	maximize
spearmansrankcorrelationcoefficient	maximize
squarederror	minimize
squaredlogarithmicerror	minimize
squaredlogerror	minimize
stratifiedconcordance	maximize
symmetricabsolutepercentageerror	minimize
top5accuracy	maximize
wer	minimize
worderrorrate	minimize
wrmsse	minimize
\.


--
-- Data for Name: late_metrics; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.late_metrics (month, transaction) FROM stdin;
2024-01-01	890
\.


--
-- Data for Name: lost_leases; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.lost_leases (work_id, losses, lost_at) FROM stdin;
17a7f80a-5ca9-4dd2-8875-90460d0d2725	1	2026-11-30 12:59:35.632177+00
\.


--
-- Data for Name: members; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.members (id, is_admin, added_by, added_at) FROM stdin;
70c3c809-8954-443d-8712-9e635df54ac9	f	me	2026-11-30 12:59:34.853993+00
\.


--
-- Data for Name: metric_exports; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.metric_exports (month, pending_id, export_id, uri, row_count, manifest_sha256, exported_at, dropped_at) FROM stdin;
2024-01-01	d2d2f7f4-d303-4058-a79b-9267042ad091	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: readings; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.readings (ticket, table_name, row_id, reader, asked_at, asked_in) FROM stdin;
6b7f44f3-05ec-4848-9bf5-f6bac266c7b9	configurations	dabdc827-1ecf-4e0a-9215-6873b1263382	postgres	2026-11-30 12:59:34.839072+00	872
\.


--
-- Data for Name: recorded_access; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.recorded_access (object_kind, object_name, rights) FROM stdin;
routine	kaggle_store.act_as(text)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.add_contradictions(jsonb,uuid,uuid)	{}
routine	kaggle_store.add_encryption_key()	{}
routine	kaggle_store.add_notice(kaggle_store.notice_kind,kaggle_store.intervention_priority,text,text,jsonb,uuid,uuid)	{}
routine	kaggle_store.adopt_audit_log()	{}
routine	kaggle_store.alerts(bigint,bigint,kaggle_store.live_session[])	{}
routine	kaggle_store.answer_errors(jsonb,jsonb)	{}
routine	kaggle_store.archive_execution(uuid)	{}
routine	kaggle_store.archive_line(text,jsonb)	{}
routine	kaggle_store.archived_tables()	{}
routine	kaggle_store.are_distinct(kaggle_store.intervention_decision[])	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.are_distinct_texts(jsonb)	{}
routine	kaggle_store.artifact_location(uuid,text,text)	{}
routine	kaggle_store.attempt_number(text)	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.batch_end()	{}
routine	kaggle_store.begin_claim(uuid,text)	{}
routine	kaggle_store.begin_execution()	{}
routine	kaggle_store.begin_metric_export(date)	{}
routine	kaggle_store.begin_training_job()	{}
routine	kaggle_store.best_lineage(uuid,kaggle_store.metric_direction)	{}
routine	kaggle_store.better_score(kaggle_store.metric_direction,double precision,double precision)	{}
routine	kaggle_store.cancel_jobs()	{}
routine	kaggle_store.cancel_leftover(uuid,uuid)	{}
routine	kaggle_store.capped_count(bigint)	{}
routine	kaggle_store.carry_competition()	{}
routine	kaggle_store.changed_rights()	{}
routine	kaggle_store.check_answer(public.human_interventions)	{}
routine	kaggle_store.check_channels(jsonb)	{}
routine	kaggle_store.check_claimant(uuid,text,text)	{}
routine	kaggle_store.check_content(uuid,text)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.check_contract(public.human_interventions)	{}
routine	kaggle_store.check_decision(public.human_interventions)	{}
routine	kaggle_store.check_delay(double precision)	{}
routine	kaggle_store.check_fence(uuid,uuid[])	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.check_gpu_budget()	{}
routine	kaggle_store.check_holder(kaggle_store.held_lease,uuid,boolean)	{}
routine	kaggle_store.check_job_lease(public.training_jobs,uuid[],boolean,boolean)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.check_json(text,jsonb,integer,integer)	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.check_keeper(text)	{}
routine	kaggle_store.check_lease(kaggle_store.held_lease,boolean,uuid[],text,boolean,boolean)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.check_listed(jsonb)	{}
routine	kaggle_store.check_metrics(jsonb)	{}
routine	kaggle_store.check_move(text,uuid,text,text,text)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.check_notice_setting()	{}
routine	kaggle_store.check_report(bigint,integer,double precision,integer,double precision,double precision)	{}
routine	kaggle_store.check_restorable(uuid,text)	{}
routine	kaggle_store.check_step(kaggle_store.execution_status,integer)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.check_submission()	{}
routine	kaggle_store.check_ticket(uuid,text,uuid)	{}
routine	kaggle_store.check_worker(uuid)	{}
routine	kaggle_store.close_cut_off_runs(kaggle_store.upkeep_task)	{}
routine	kaggle_store.close_metric_partition(regclass)	{}
routine	kaggle_store.code_nodes(uuid)	{}
routine	kaggle_store.code_revisions(uuid,integer)	{}
routine	kaggle_store.compared_executions(uuid,kaggle_store.metric_direction,integer)	{}
routine	kaggle_store.complete_competition()	{}
routine	kaggle_store.contradictions_in_archive(uuid,uuid)	{}
routine	kaggle_store.contradictions_in_interventions(timestamp with time zone,uuid,uuid)	{}
routine	kaggle_store.contradictions_in_rows(uuid,uuid)	{}
routine	kaggle_store.contradictions_in_secrets()	{}
routine	kaggle_store.contradictions_in_spending(timestamp with time zone,uuid,uuid)	{}
routine	kaggle_store.contradictions_in_store()	{}
routine	kaggle_store.contradictions_in_tables(timestamp with time zone)	{}
routine	kaggle_store.contradictions_in_work(timestamp with time zone,uuid,uuid)	{}
routine	kaggle_store.count_records()	{}
routine	kaggle_store.count_up(uuid[],integer)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.create_metric_partition(date)	{}
routine	kaggle_store.decide_at_deadline(uuid[])	{}
routine	kaggle_store.described_members()	{}
routine	kaggle_store.digest_of_archive(uuid)	{}
routine	kaggle_store.digest_of_lines(text[])	{}
routine	kaggle_store.digest_of_live(uuid)	{}
routine	kaggle_store.do_upkeep(kaggle_store.upkeep_task)	{}
routine	kaggle_store.drop_metric_partition(date,boolean)	{}
routine	kaggle_store.elements_of(jsonb)	{}
routine	kaggle_store.end_leftovers(timestamp with time zone)	{}
routine	kaggle_store.end_of_failure(boolean,integer,integer)	{}
routine	kaggle_store.end_of_year(jsonb)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.end_terminated_session(uuid,kaggle_store.gpu_session_status,kaggle_store.dollars,kaggle_store.dollars,text)	{}
routine	kaggle_store.ended_sessions(integer)	{}
routine	kaggle_store.entered_competitions(timestamp with time zone,integer)	{}
routine	kaggle_store.escalate(uuid[])	{}
routine	kaggle_store.escalate_termination()	{}
routine	kaggle_store.estimate_deadline_again()	{}
routine	kaggle_store.failed_cron_jobs()	{}
routine	kaggle_store.fence(uuid)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.fence_child()	{}
routine	kaggle_store.fence_job()	{}
routine	kaggle_store.file_key(text,text)	{}
routine	kaggle_store.fill_allowed_decisions()	{}
routine	kaggle_store.find_archived(uuid)	{}
routine	kaggle_store.find_best_validation_scores()	{}
routine	kaggle_store.find_user(text)	{}
routine	kaggle_store.findings(uuid,integer)	{}
routine	kaggle_store.first_error(jsonb)	{}
routine	kaggle_store.first_rows(jsonb[],integer)	{}
routine	kaggle_store.follow_intervention()	{}
routine	kaggle_store.forget_claims()	{}
routine	kaggle_store.forget_lost_leases()	{}
routine	kaggle_store.forget_notices(timestamp with time zone,timestamp with time zone)	{}
routine	kaggle_store.forget_readings()	{}
routine	kaggle_store.forget_runs()	{}
routine	kaggle_store.forget_slots()	{}
routine	kaggle_store.gpu_budget_taken(uuid)	{}
routine	kaggle_store.gpu_costs_since(date)	{}
routine	kaggle_store.gpu_totals(kaggle_store.live_session[])	{}
routine	kaggle_store.guard_encrypted_setting()	{}
routine	kaggle_store.guard_metric_direction()	{}
routine	kaggle_store.health_of_artifacts()	{}
routine	kaggle_store.health_of_database()	{}
routine	kaggle_store.health_of_keys()	{}
routine	kaggle_store.health_of_members()	{}
routine	kaggle_store.health_of_notifications()	{}
routine	kaggle_store.health_of_partitions()	{}
routine	kaggle_store.health_of_protection()	{}
routine	kaggle_store.health_of_upkeep()	{}
routine	kaggle_store.health_of_wal()	{}
routine	kaggle_store.health_of_work()	{}
routine	kaggle_store.hold_children(uuid)	{}
routine	kaggle_store.hold_delivery(uuid,uuid)	{}
routine	kaggle_store.hold_execution(uuid,uuid,kaggle_store.lease_end[])	{}
routine	kaggle_store.hold_keys()	{}
routine	kaggle_store.hold_live_session(uuid)	{}
routine	kaggle_store.hold_training_job(uuid,uuid,kaggle_store.lease_end[])	{}
routine	kaggle_store.improvements(uuid,kaggle_store.metric_direction,integer,integer)	{}
routine	kaggle_store.infer_metric_direction()	{}
routine	kaggle_store.inner_values(jsonb,jsonb[])	{}
routine	kaggle_store.insert_archived_rows(uuid)	{}
routine	kaggle_store.is_admin()	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_admin_member()	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_as_archived(uuid)	{}
routine	kaggle_store.is_cut_off(public.upkeep_runs)	{}
routine	kaggle_store.is_fenced()	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_keeper()	{}
routine	kaggle_store.is_live_row(text,jsonb)	{}
routine	kaggle_store.is_member()	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.is_members_only()	{}
routine	kaggle_store.is_metric_month_exported(date)	{}
routine	kaggle_store.is_name(text)	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.is_noticed(kaggle_store.notice_kind)	{}
routine	kaggle_store.is_only_cancelled(jsonb,jsonb)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_portable_name(text)	{}
routine	kaggle_store.is_positive_integer(jsonb)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_positive_number(jsonb)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_safe_path(text)	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.is_sealed(text)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_sealed_as(text,jsonb)	{}
routine	kaggle_store.is_terminal(kaggle_store.execution_status)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_terminal(kaggle_store.gpu_session_status)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_terminal(kaggle_store.intervention_status)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.refuse_after_the_end()	{}
routine	kaggle_store.is_terminal(kaggle_store.training_job_status)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_wanted(jsonb,text,text,text)	{}
routine	kaggle_store.json_flaw(jsonb,integer,integer)	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.keep_named_deadline()	{}
routine	kaggle_store.keep_slot()	{}
routine	kaggle_store.keep_updated_at()	{}
routine	kaggle_store.key_fingerprint(text)	{}
routine	kaggle_store.key_of(integer)	{}
routine	kaggle_store.keyword_problem(text,jsonb)	{}
routine	kaggle_store.lease_expiry(double precision)	{}
routine	kaggle_store.leases_of_request()	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.live_executions(kaggle_store.execution_heads[],kaggle_store.live_session[])	{}
routine	kaggle_store.live_sessions(kaggle_store.execution_heads[])	{}
routine	kaggle_store.lock_dependents()	{}
routine	kaggle_store.lock_execution()	{}
routine	kaggle_store.lock_leased_execution(uuid,uuid[])	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.lock_leased_work(uuid,uuid[])	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.lost_keys()	{}
routine	kaggle_store.mark_deadline()	{}
routine	kaggle_store.mark_given_direction()	{}
routine	kaggle_store.match_listed(uuid,kaggle_store.listed_submission[])	{}
routine	kaggle_store.mean_with_large(double precision,bigint,numeric,bigint)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.members_of(jsonb)	{}
routine	kaggle_store.merge_metrics(jsonb,jsonb,kaggle_store.metric_direction)	{}
routine	kaggle_store.message_of(public.intervention_notifications)	{}
routine	kaggle_store.metric_attempts(uuid,text,jsonb,integer,timestamp with time zone,timestamp with time zone)	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.metric_key(text)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.missing_machines(text,jsonb)	{}
routine	kaggle_store.move_execution()	{}
routine	kaggle_store.move_gpu_session()	{}
routine	kaggle_store.move_intervention()	{}
routine	kaggle_store.move_submission()	{}
routine	kaggle_store.move_training_job()	{}
routine	kaggle_store.named_person(text)	{}
routine	kaggle_store.needs_sending(public.intervention_notifications)	{}
routine	kaggle_store.nested_answer_errors(jsonb,jsonb[])	{}
routine	kaggle_store.new_id()	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.next_slice(uuid)	{}
routine	kaggle_store.note_late_metric()	{}
routine	kaggle_store.notice_better_score()	{}
routine	kaggle_store.notice_budget()	{}
routine	kaggle_store.notice_contradictions()	{}
routine	kaggle_store.notice_findings(text,jsonb)	{}
routine	kaggle_store.notice_health()	{}
routine	kaggle_store.notice_late_work()	{}
routine	kaggle_store.notice_lost_worker()	{}
routine	kaggle_store.notice_overdue_executions()	{}
routine	kaggle_store.notice_termination()	{}
routine	kaggle_store.notice_unknown_submissions()	{}
routine	kaggle_store.now()	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.open_competitions(timestamp with time zone)	{}
routine	kaggle_store.open_intervention(uuid,kaggle_store.intervention_type,text,text,text,jsonb,kaggle_store.intervention_priority)	{}
routine	kaggle_store.overdue_executions(timestamp with time zone)	{}
routine	kaggle_store.overdue_interventions(timestamp with time zone)	{}
routine	kaggle_store.own_answer_errors(jsonb,jsonb[])	{}
routine	kaggle_store.own_routines()	{}
routine	kaggle_store.own_tables()	{}
routine	kaggle_store.pair_in_time(kaggle_store.dated_file[],kaggle_store.dated_file[],interval)	{}
routine	kaggle_store.parse_archive(text[])	{}
routine	kaggle_store.plan_terminations()	{}
routine	kaggle_store.pointer_step(text)	{}
routine	kaggle_store.policies_of_people()	{}
routine	kaggle_store.policy(text)	{}
routine	kaggle_store.prepare_gpu_session()	{}
routine	kaggle_store.prepare_intervention()	{}
routine	kaggle_store.prepare_submission()	{}
routine	kaggle_store.purge_stray_metrics(timestamp with time zone,timestamp with time zone)	{}
routine	kaggle_store.read_listed(jsonb)	{}
routine	kaggle_store.reader()	{}
routine	kaggle_store.reason_to_skip(kaggle_store.upkeep_task,boolean)	{}
routine	kaggle_store.reason_to_terminate(public.gpu_sessions,kaggle_store.execution_status,numeric,numeric)	{}
routine	kaggle_store.recognise_review()	{}
routine	kaggle_store.record_access(text[])	{}
routine	kaggle_store.record_metric_export(date,uuid,text,bigint,text)	{}
routine	kaggle_store.record_reading(text,uuid,uuid,jsonb)	{}
routine	kaggle_store.redact(jsonb,boolean)	{}
routine	kaggle_store.redact_earlier_entries()	{}
routine	kaggle_store.refuse_another_parent()	{}
routine	kaggle_store.refuse_cycles()	{}
routine	kaggle_store.refuse_decision(public.human_interventions,kaggle_store.intervention_decision)	{}
routine	kaggle_store.refuse_edit_of_used_code()	{}
routine	kaggle_store.refuse_json()	{}
routine	kaggle_store.refuse_lost_lease(kaggle_store.held_lease)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.refuse_open_intervention()	{}
routine	kaggle_store.refuse_stranger()	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.refuse_user(text,text,text)	{}
routine	kaggle_store.report_failure()	{}
routine	kaggle_store.require_member()	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.require_submission()	{}
routine	kaggle_store.reset_code_review()	{}
routine	kaggle_store.response_deadline(public.human_interventions)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.restrict_access()	{}
routine	kaggle_store.retry_delay(integer)	{}
routine	kaggle_store.rights_in_force()	{}
routine	kaggle_store.route_notifications(jsonb)	{}
routine	kaggle_store.rows_to_archive(uuid)	{}
routine	kaggle_store.run_lock(uuid)	{}
routine	kaggle_store.run_of(kaggle_store.upkeep_task,text,uuid)	{}
routine	kaggle_store.runs_by_task()	{}
routine	kaggle_store.schema_flaw(jsonb)	{}
routine	kaggle_store.scored_competition(uuid,date,integer,integer)	{}
routine	kaggle_store.seal(text,text)	{}
routine	kaggle_store.setting_of(text)	{}
routine	kaggle_store.shown_count(bigint)	{}
routine	kaggle_store.slots_taken(uuid,date)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.spread(text,anyarray,integer)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.status_by_list(kaggle_store.submission_status,kaggle_store.listed_submission,boolean)	{}
routine	kaggle_store.status_of(kaggle_store.intervention_decision)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.stray_machines(text,jsonb)	{}
routine	kaggle_store.sum_gpu_costs()	{}
routine	kaggle_store.termination_delay(integer)	{}
routine	kaggle_store.token_claim(text)	{}
routine	kaggle_store.training_jobs_of(uuid,integer)	{}
routine	kaggle_store.try_upkeep(public.upkeep_runs)	{}
routine	kaggle_store.unexported_metric_months(timestamp with time zone)	{}
routine	kaggle_store.unreadable_secrets()	{}
routine	kaggle_store.unseal(text,text)	{}
routine	kaggle_store.urgent_executions(integer)	{}
routine	kaggle_store.urgent_interventions(integer,kaggle_store.execution_heads[])	{}
routine	kaggle_store.urgent_sessions(kaggle_store.live_session[],integer)	{}
routine	kaggle_store.utc_day()	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.validate_booster_hyperparameters(jsonb)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.validate_hyperparameters_of(text,jsonb)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.validation_score_names()	{}
routine	kaggle_store.vault_secret(text)	{}
routine	kaggle_store.warn_of_overrun()	{}
routine	kaggle_store.with_best_scores(jsonb,jsonb)	{}
routine	kaggle_store.withdraw(uuid[],text)	{}
routine	kaggle_store.withdraw_interventions()	{}
routine	kaggle_store.withdraw_leftover(uuid,uuid)	{}
routine	kaggle_store.withdraw_of_removed_channels(jsonb)	{}
routine	kaggle_store.without_ssh(public.gpu_sessions)	{}
routine	kaggle_store.worker_execution_id()	{"execute to kaggle_worker"}
routine	kaggle_store.worker_of_execution(uuid,uuid[])	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.write_audit_log()	{}
routine	public.add_store_member(text,boolean)	{"execute to authenticated","execute to service_role"}
routine	public.approve_code(uuid,text,text)	{"execute to admin","execute to service_role"}
routine	public.archive_executions(integer)	{"execute to admin","execute to service_role"}
routine	public.changes_after(text,text,uuid,integer)	{"execute to authenticated","execute to service_role"}
routine	public.claim_deliveries(uuid,text,jsonb,timestamp with time zone,text,integer,double precision)	{"execute to admin","execute to service_role"}
routine	public.claim_executions(uuid,text,double precision,integer,kaggle_store.execution_status[],uuid)	{"execute to admin","execute to service_role"}
routine	public.claim_gpu_terminations(uuid,text,text[],integer,double precision)	{"execute to admin","execute to service_role"}
routine	public.claim_training_jobs(uuid,text,double precision,integer,uuid,uuid)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.close_gpu_session(uuid,kaggle_store.gpu_session_status,kaggle_store.dollars,text)	{"execute to admin","execute to service_role"}
routine	public.close_leftovers()	{"execute to admin","execute to service_role"}
routine	public.code_tree(uuid)	{"execute to authenticated","execute to service_role"}
routine	public.competition_details(uuid)	{"execute to authenticated","execute to service_role"}
routine	public.complete_execution(uuid,uuid)	{"execute to admin","execute to service_role"}
routine	public.complete_training_job(uuid,uuid,double precision,integer,text,text)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.confirm_archive_export(uuid,text)	{"execute to admin","execute to service_role"}
routine	public.confirm_artifact_removals(uuid[])	{"execute to admin","execute to service_role"}
routine	public.confirm_notification(uuid,text)	{"execute to admin","execute to service_role"}
routine	public.correct_metric_direction(uuid,kaggle_store.metric_direction)	{"execute to admin","execute to service_role"}
routine	public.cost_totals(boolean,boolean,boolean,uuid,uuid,date,date)	{"execute to authenticated","execute to service_role"}
routine	public.decrypt_config_value(text)	{}
routine	public.encrypt_config_value(text)	{"execute to admin","execute to service_role"}
routine	public.ensure_metric_partitions(date,date)	{"execute to admin","execute to service_role"}
routine	public.escalate_overdue()	{"execute to admin","execute to service_role"}
routine	public.execution_details(uuid)	{"execute to authenticated","execute to service_role"}
routine	public.fail_execution(uuid,uuid,text,boolean)	{"execute to admin","execute to service_role"}
routine	public.fail_training_job(uuid,uuid,text,boolean)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.finish_delivery(uuid,uuid,text)	{"execute to admin","execute to service_role"}
routine	public.finish_gpu_termination(uuid,uuid,text,text,kaggle_store.gpu_session_status,kaggle_store.dollars,kaggle_store.dollars,text)	{"execute to admin","execute to service_role"}
routine	public.gpu_overview()	{"execute to authenticated","execute to service_role"}
routine	public.gpu_sessions_due()	{"execute to admin","execute to service_role"}
routine	public.heartbeat_execution(uuid,uuid,double precision)	{"execute to admin","execute to service_role"}
routine	public.heartbeat_gpu_session(uuid,double precision)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.heartbeat_training_job(uuid,uuid,double precision)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.import_archived_execution(uuid,text,text[])	{"execute to admin","execute to service_role"}
routine	public.insert_research_results(public.research_row[])	{"execute to admin","execute to service_role"}
routine	public.integrity_report()	{"execute to admin","execute to service_role"}
routine	public.list_artifact_removals(uuid,integer)	{"execute to admin","execute to service_role"}
routine	public.list_metric_exports()	{"execute to authenticated","execute to service_role"}
routine	public.list_store_members()	{"execute to authenticated","execute to service_role"}
routine	public.metric_buckets(uuid,text,integer,timestamp with time zone,timestamp with time zone,uuid,integer,boolean,jsonb)	{"execute to authenticated","execute to service_role"}
routine	public.metric_names(uuid)	{"execute to authenticated","execute to service_role"}
routine	public.metric_value_or_null(public.system_metrics)	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	public.newest_attempts(uuid,text,jsonb,timestamp with time zone,timestamp with time zone)	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	public.open_code_leaves(uuid,integer)	{"execute to authenticated","execute to service_role"}
routine	public.overview()	{"execute to authenticated","execute to service_role"}
routine	public.path_to_best_code(uuid)	{"execute to authenticated","execute to service_role"}
routine	public.probe_disk()	{"execute to admin","execute to service_role"}
routine	public.probe_max_rows()	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	public.read_archived_rows(uuid,bigint,integer)	{"execute to admin","execute to service_role"}
routine	public.recent_executions(kaggle_store.execution_status[],uuid,timestamp with time zone,uuid,integer)	{"execute to authenticated","execute to service_role"}
routine	public.reconcile_submissions(uuid,jsonb,boolean,timestamp with time zone)	{"execute to admin","execute to service_role"}
routine	public.record_artifact(uuid,uuid,text,text,text,text,bigint,uuid,uuid,uuid)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.record_metric_points(uuid[],timestamp with time zone[],text[],double precision[],kaggle_store.metric_type[],jsonb[],uuid[],text[])	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.record_metrics(public.metric_row[])	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.record_step(uuid,uuid,integer,text,jsonb,double precision)	{"execute to admin","execute to service_role"}
routine	public.refresh_execution_summary()	{"execute to admin","execute to service_role"}
routine	public.release_deliveries(uuid)	{"execute to admin","execute to service_role"}
routine	public.release_execution(uuid,uuid,double precision)	{"execute to admin","execute to service_role"}
routine	public.release_training_job(uuid,uuid,double precision)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.remove_store_member(text)	{"execute to authenticated","execute to service_role"}
routine	public.report_gpu_machines(text,jsonb)	{"execute to admin","execute to service_role"}
routine	public.report_training_progress(uuid,uuid,timestamp with time zone,bigint,integer,jsonb,double precision,double precision,integer,integer,double precision,double precision)	{"execute to admin","execute to kaggle_worker","execute to service_role"}
routine	public.request_configuration_reading(text,text)	{"execute to authenticated","execute to service_role"}
routine	public.request_gpu_termination(uuid,text)	{"execute to admin","execute to service_role"}
routine	public.request_intervention(uuid,uuid,kaggle_store.intervention_type,text,text,kaggle_store.intervention_priority,text,jsonb,text,jsonb,timestamp with time zone,boolean,kaggle_store.intervention_decision[],jsonb,kaggle_store.timeout_action)	{"execute to admin","execute to service_role"}
routine	public.request_ssh_reading(uuid,text)	{"execute to admin","execute to service_role"}
routine	public.resolve_deliveries(boolean,uuid[],text)	{"execute to admin","execute to service_role"}
routine	public.respond_intervention(uuid,kaggle_store.intervention_decision,text,jsonb,text)	{"execute to admin","execute to authenticated","execute to service_role"}
routine	public.restore_execution(uuid)	{"execute to admin","execute to service_role"}
routine	public.reveal_configuration(text,uuid)	{"execute to authenticated","execute to service_role"}
routine	public.reveal_ssh_connection_info(uuid,uuid)	{"execute to admin","execute to service_role"}
routine	public.rotate_encryption_key()	{"execute to admin","execute to service_role"}
routine	public.run_retention()	{"execute to admin","execute to service_role"}
routine	public.run_upkeep(kaggle_store.upkeep_task,boolean,text,uuid)	{"execute to admin","execute to service_role"}
routine	public.set_configuration(text,jsonb,kaggle_store.config_type,text,boolean,boolean)	{"execute to authenticated","execute to service_role"}
routine	public.set_ssh_connection_info(uuid,jsonb)	{"execute to admin","execute to service_role"}
routine	public.start_delivery(uuid,uuid,double precision)	{"execute to admin","execute to service_role"}
routine	public.start_upkeep(uuid,kaggle_store.upkeep_task,boolean,text)	{"execute to admin","execute to service_role"}
routine	public.store_health()	{"execute to admin","execute to service_role"}
routine	public.store_is_members_only()	{"execute to authenticated","execute to service_role"}
routine	public.upsert_competitions(jsonb)	{"execute to admin","execute to service_role"}
routine	public.validate_code(uuid,text,kaggle_store.validation_status,text[])	{"execute to admin","execute to service_role"}
routine	public.validate_hyperparameters(jsonb)	{"execute to authenticated","execute to service_role"}
schema	kaggle_store	{"usage to authenticated","usage to kaggle_worker","usage to service_role"}
sequence	public.audit_log_id_seq	{}
table	kaggle_store.access_mode	{}
table	kaggle_store.added_grants	{}
table	kaggle_store.allowed_moves	{"select to authenticated","select to service_role"}
table	kaggle_store.answer_times	{"select to authenticated","select to service_role"}
table	kaggle_store.archived_rows	{}
table	kaggle_store.artifact_removals	{}
table	kaggle_store.claims	{}
table	kaggle_store.clock	{}
table	kaggle_store.code_heads	{}
table	kaggle_store.code_results	{}
table	kaggle_store.competition_heads	{}
table	kaggle_store.cost_heads	{}
table	kaggle_store.created_roles	{}
table	kaggle_store.deleted_slots	{"select to authenticated","select to service_role"}
table	kaggle_store.encryption_keys	{}
table	kaggle_store.execution_heads	{}
table	kaggle_store.execution_summary	{"select to service_role"}
table	kaggle_store.gpu_session_heads	{}
table	kaggle_store.installed	{}
table	kaggle_store.integrity_round	{}
table	kaggle_store.intervention_heads	{}
table	kaggle_store.known_metrics	{"select to authenticated","select to service_role"}
table	kaggle_store.late_metrics	{}
table	kaggle_store.lost_leases	{}
table	kaggle_store.members	{}
table	kaggle_store.metric_exports	{}
table	kaggle_store.readings	{}
table	kaggle_store.recorded_access	{}
table	kaggle_store.research_heads	{}
table	kaggle_store.restored_executions	{}
table	kaggle_store.state_changes	{}
table	kaggle_store.submission_heads	{}
table	kaggle_store.training_job_heads	{}
table	kaggle_store.upkeep_policy	{}
table	kaggle_store.upkeep_tasks	{}
table	kaggle_store.workflow_steps	{"select to authenticated","select to service_role"}
table	public.agent_executions	{"delete to admin","insert (available_at) to admin","insert (available_at) to service_role","insert (competition_id) to admin","insert (competition_id) to service_role","insert (completed_at) to admin","insert (completed_at) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (current_step) to admin","insert (current_step) to service_role","insert (error_message) to admin","insert (error_message) to service_role","insert (execution_name) to admin","insert (execution_name) to service_role","insert (gpu_budget_dollars) to admin","insert (gpu_budget_dollars) to service_role","insert (id) to admin","insert (id) to service_role","insert (max_attempts) to admin","insert (max_attempts) to service_role","insert (priority) to admin","insert (priority) to service_role","insert (resume_status) to admin","insert (resume_status) to service_role","insert (round) to admin","insert (round) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (started_at) to admin","insert (started_at) to service_role","insert (status) to admin","insert (status) to service_role","insert (target_submission_hours) to admin","insert (target_submission_hours) to service_role","select (id) to kaggle_worker","select to authenticated","select to service_role","update (available_at) to admin","update (available_at) to service_role","update (current_step) to admin","update (current_step) to service_role","update (error_message) to admin","update (error_message) to service_role","update (execution_name) to admin","update (execution_name) to service_role","update (gpu_budget_dollars) to admin","update (gpu_budget_dollars) to service_role","update (max_attempts) to admin","update (max_attempts) to service_role","update (priority) to admin","update (priority) to service_role","update (source_record) to admin","update (source_record) to service_role","update (status) to admin","update (status) to service_role","update (target_submission_hours) to admin","update (target_submission_hours) to service_role"}
table	public.archived_executions	{"delete to admin","select to authenticated","select to service_role"}
table	public.artifacts	{"delete to admin","select to authenticated","select to kaggle_worker","select to service_role"}
table	public.audit_log	{"select to authenticated","select to service_role"}
table	public.competition_dashboard	{"select to authenticated","select to service_role"}
table	public.competitions	{"delete to admin","insert (created_at) to admin","insert (created_at) to service_role","insert (daily_submission_limit) to admin","insert (daily_submission_limit) to service_role","insert (data_availability) to admin","insert (data_availability) to service_role","insert (dataset_size_gb) to admin","insert (dataset_size_gb) to service_role","insert (deadline) to admin","insert (deadline) to service_role","insert (deadline_is_estimated) to admin","insert (deadline_is_estimated) to service_role","insert (description) to admin","insert (description) to service_role","insert (difficulty_score) to admin","insert (difficulty_score) to service_role","insert (discovery_source) to admin","insert (discovery_source) to service_role","insert (evaluation_metric) to admin","insert (evaluation_metric) to service_role","insert (external_data_allowed) to admin","insert (external_data_allowed) to service_role","insert (id) to admin","insert (id) to service_role","insert (kaggle_id) to admin","insert (kaggle_id) to service_role","insert (metric_direction) to admin","insert (metric_direction) to service_role","insert (participant_count) to admin","insert (participant_count) to service_role","insert (prize_pool) to admin","insert (prize_pool) to service_role","insert (problem_type) to admin","insert (problem_type) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (submission_format) to admin","insert (submission_format) to service_role","insert (tags) to admin","insert (tags) to service_role","insert (team_limit) to admin","insert (team_limit) to service_role","insert (title) to admin","insert (title) to service_role","insert (updated_at) to admin","insert (updated_at) to service_role","select to authenticated","select to service_role","update (daily_submission_limit) to admin","update (daily_submission_limit) to service_role","update (data_availability) to admin","update (data_availability) to service_role","update (dataset_size_gb) to admin","update (dataset_size_gb) to service_role","update (deadline) to admin","update (deadline) to service_role","update (deadline_is_estimated) to admin","update (deadline_is_estimated) to service_role","update (description) to admin","update (description) to service_role","update (difficulty_score) to admin","update (difficulty_score) to service_role","update (discovery_source) to admin","update (discovery_source) to service_role","update (evaluation_metric) to admin","update (evaluation_metric) to service_role","update (external_data_allowed) to admin","update (external_data_allowed) to service_role","update (kaggle_id) to admin","update (kaggle_id) to service_role","update (metric_direction) to admin","update (metric_direction) to service_role","update (participant_count) to admin","update (participant_count) to service_role","update (prize_pool) to admin","update (prize_pool) to service_role","update (problem_type) to admin","update (problem_type) to service_role","update (source_record) to admin","update (source_record) to service_role","update (submission_format) to admin","update (submission_format) to service_role","update (tags) to admin","update (tags) to service_role","update (team_limit) to admin","update (team_limit) to service_role","update (title) to admin","update (title) to service_role"}
table	public.configurations	{"delete to authenticated","delete to service_role","insert (config_key) to authenticated","insert (config_key) to service_role","insert (config_type) to authenticated","insert (config_type) to service_role","insert (config_value) to authenticated","insert (config_value) to service_role","insert (created_at) to authenticated","insert (created_at) to service_role","insert (description) to authenticated","insert (description) to service_role","insert (id) to authenticated","insert (id) to service_role","insert (is_sensitive) to authenticated","insert (is_sensitive) to service_role","select to authenticated","select to service_role","update (config_key) to authenticated","update (config_key) to service_role","update (config_type) to authenticated","update (config_type) to service_role","update (config_value) to authenticated","update (config_value) to service_role","update (description) to authenticated","update (description) to service_role","update (is_sensitive) to authenticated","update (is_sensitive) to service_role"}
table	public.execution_costs	{"select to authenticated","select to service_role"}
table	public.execution_progress	{"select to authenticated","select to service_role"}
table	public.execution_steps	{"delete to admin","select to authenticated","select to service_role"}
table	public.execution_summary	{"select to authenticated","select to service_role"}
table	public.generated_code	{"delete to admin","insert (code_content) to admin","insert (code_content) to service_role","insert (code_type) to admin","insert (code_type) to service_role","insert (cost_dollars) to admin","insert (cost_dollars) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (dependencies) to admin","insert (dependencies) to service_role","insert (estimated_runtime_minutes) to admin","insert (estimated_runtime_minutes) to service_role","insert (execution_id) to admin","insert (execution_id) to service_role","insert (execution_order) to admin","insert (execution_order) to service_role","insert (file_name) to admin","insert (file_name) to service_role","insert (file_path) to admin","insert (file_path) to service_role","insert (gpu_required) to admin","insert (gpu_required) to service_role","insert (human_approved) to admin","insert (human_approved) to service_role","insert (id) to admin","insert (id) to service_role","insert (memory_requirements_gb) to admin","insert (memory_requirements_gb) to service_role","insert (model_api_used) to admin","insert (model_api_used) to service_role","insert (operator) to admin","insert (operator) to service_role","insert (parent_id) to admin","insert (parent_id) to service_role","insert (programming_language) to admin","insert (programming_language) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (tokens_consumed) to admin","insert (tokens_consumed) to service_role","insert (validation_errors) to admin","insert (validation_errors) to service_role","insert (validation_status) to admin","insert (validation_status) to service_role","select to authenticated","select to kaggle_worker","select to service_role","update (code_content) to admin","update (code_content) to service_role","update (code_type) to admin","update (code_type) to service_role","update (cost_dollars) to admin","update (cost_dollars) to service_role","update (dependencies) to admin","update (dependencies) to service_role","update (estimated_runtime_minutes) to admin","update (estimated_runtime_minutes) to service_role","update (execution_order) to admin","update (execution_order) to service_role","update (file_name) to admin","update (file_name) to service_role","update (file_path) to admin","update (file_path) to service_role","update (gpu_required) to admin","update (gpu_required) to service_role","update (memory_requirements_gb) to admin","update (memory_requirements_gb) to service_role","update (model_api_used) to admin","update (model_api_used) to service_role","update (programming_language) to admin","update (programming_language) to service_role","update (source_record) to admin","update (source_record) to service_role","update (tokens_consumed) to admin","update (tokens_consumed) to service_role"}
table	public.gpu_sessions	{"delete to admin","insert (auto_terminate_at) to admin","insert (auto_terminate_at) to service_role","insert (cost_limit_dollars) to admin","insert (cost_limit_dollars) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (error_message) to admin","insert (error_message) to service_role","insert (execution_id) to admin","insert (execution_id) to service_role","insert (gpu_count) to admin","insert (gpu_count) to service_role","insert (hourly_rate_dollars) to admin","insert (hourly_rate_dollars) to service_role","insert (id) to admin","insert (id) to service_role","insert (instance_id) to admin","insert (instance_id) to service_role","insert (instance_type) to admin","insert (instance_type) to service_role","insert (memory_gb) to admin","insert (memory_gb) to service_role","insert (provider) to admin","insert (provider) to service_role","insert (provisioned_at) to admin","insert (provisioned_at) to service_role","insert (region) to admin","insert (region) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (status) to admin","insert (status) to service_role","insert (storage_gb) to admin","insert (storage_gb) to service_role","insert (terminated_at) to admin","insert (terminated_at) to service_role","insert (total_cost_dollars) to admin","insert (total_cost_dollars) to service_role","insert (total_runtime_minutes) to admin","insert (total_runtime_minutes) to service_role","select (auto_terminate_at) to authenticated","select (auto_terminate_at) to kaggle_worker","select (auto_terminate_at) to service_role","select (billed_dollars) to authenticated","select (billed_dollars) to kaggle_worker","select (billed_dollars) to service_role","select (cost_limit_dollars) to authenticated","select (cost_limit_dollars) to kaggle_worker","select (cost_limit_dollars) to service_role","select (created_at) to authenticated","select (created_at) to kaggle_worker","select (created_at) to service_role","select (error_message) to authenticated","select (error_message) to kaggle_worker","select (error_message) to service_role","select (execution_id) to authenticated","select (execution_id) to kaggle_worker","select (execution_id) to service_role","select (gpu_count) to authenticated","select (gpu_count) to kaggle_worker","select (gpu_count) to service_role","select (gpu_utilization_percent) to authenticated","select (gpu_utilization_percent) to kaggle_worker","select (gpu_utilization_percent) to service_role","select (hourly_rate_dollars) to authenticated","select (hourly_rate_dollars) to kaggle_worker","select (hourly_rate_dollars) to service_role","select (id) to authenticated","select (id) to kaggle_worker","select (id) to service_role","select (instance_id) to authenticated","select (instance_id) to kaggle_worker","select (instance_id) to service_role","select (instance_type) to authenticated","select (instance_type) to kaggle_worker","select (instance_type) to service_role","select (last_heartbeat_at) to authenticated","select (last_heartbeat_at) to kaggle_worker","select (last_heartbeat_at) to service_role","select (memory_gb) to authenticated","select (memory_gb) to kaggle_worker","select (memory_gb) to service_role","select (provider) to authenticated","select (provider) to kaggle_worker","select (provider) to service_role","select (provisioned_at) to authenticated","select (provisioned_at) to kaggle_worker","select (provisioned_at) to service_role","select (region) to authenticated","select (region) to kaggle_worker","select (region) to service_role","select (reserved_dollars) to authenticated","select (reserved_dollars) to kaggle_worker","select (reserved_dollars) to service_role","select (source_record) to authenticated","select (source_record) to kaggle_worker","select (source_record) to service_role","select (status) to authenticated","select (status) to kaggle_worker","select (status) to service_role","select (storage_gb) to authenticated","select (storage_gb) to kaggle_worker","select (storage_gb) to service_role","select (terminate_reason) to authenticated","select (terminate_reason) to kaggle_worker","select (terminate_reason) to service_role","select (terminate_requested) to authenticated","select (terminate_requested) to kaggle_worker","select (terminate_requested) to service_role","select (terminated_at) to authenticated","select (terminated_at) to kaggle_worker","select (terminated_at) to service_role","select (total_cost_dollars) to authenticated","select (total_cost_dollars) to kaggle_worker","select (total_cost_dollars) to service_role","select (total_runtime_minutes) to authenticated","select (total_runtime_minutes) to kaggle_worker","select (total_runtime_minutes) to service_role","select (updated_at) to authenticated","select (updated_at) to kaggle_worker","select (updated_at) to service_role","update (auto_terminate_at) to admin","update (auto_terminate_at) to service_role","update (cost_limit_dollars) to admin","update (cost_limit_dollars) to service_role","update (error_message) to admin","update (error_message) to service_role","update (gpu_count) to admin","update (gpu_count) to service_role","update (hourly_rate_dollars) to admin","update (hourly_rate_dollars) to service_role","update (instance_id) to admin","update (instance_id) to service_role","update (instance_type) to admin","update (instance_type) to service_role","update (memory_gb) to admin","update (memory_gb) to service_role","update (region) to admin","update (region) to service_role","update (source_record) to admin","update (source_record) to service_role","update (status) to admin","update (status) to service_role","update (storage_gb) to admin","update (storage_gb) to service_role"}
table	public.gpu_terminations	{"select to authenticated","select to service_role"}
table	public.human_interventions	{"delete to admin","insert (allowed_decisions) to admin","insert (allowed_decisions) to service_role","insert (assigned_to) to admin","insert (assigned_to) to service_role","insert (context_data) to admin","insert (context_data) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (decision) to admin","insert (decision) to service_role","insert (description) to admin","insert (description) to service_role","insert (escalation_count) to admin","insert (escalation_count) to service_role","insert (execution_id) to admin","insert (execution_id) to service_role","insert (id) to admin","insert (id) to service_role","insert (intervention_type) to admin","insert (intervention_type) to service_role","insert (notification_method) to admin","insert (notification_method) to service_role","insert (notification_sent) to admin","insert (notification_sent) to service_role","insert (pauses_execution) to admin","insert (pauses_execution) to service_role","insert (priority) to admin","insert (priority) to service_role","insert (proposal) to admin","insert (proposal) to service_role","insert (responded_at) to admin","insert (responded_at) to service_role","insert (response) to admin","insert (response) to service_role","insert (response_data) to admin","insert (response_data) to service_role","insert (response_schema) to admin","insert (response_schema) to service_role","insert (sla_deadline) to admin","insert (sla_deadline) to service_role","insert (status) to admin","insert (status) to service_role","insert (subject) to admin","insert (subject) to service_role","insert (timeout_action) to admin","insert (timeout_action) to service_role","insert (title) to admin","insert (title) to service_role","select to authenticated","select to service_role","update (assigned_to) to admin","update (assigned_to) to service_role","update (context_data) to admin","update (context_data) to service_role","update (description) to admin","update (description) to service_role","update (notification_method) to admin","update (notification_method) to service_role","update (priority) to admin","update (priority) to service_role","update (sla_deadline) to admin","update (sla_deadline) to service_role","update (title) to admin","update (title) to service_role"}
table	public.intervention_notifications	{"select to authenticated","select to service_role"}
table	public.notices	{"select to authenticated","select to service_role"}
table	public.notification_deliveries	{"select to authenticated","select to service_role"}
table	public.research_results	{"delete to admin","insert to admin","insert to service_role","select to authenticated","select to service_role","update (citation_count) to admin","update (citation_count) to service_role","update (cost_dollars) to admin","update (cost_dollars) to service_role","update (external_id) to admin","update (external_id) to service_role","update (processed_insights) to admin","update (processed_insights) to service_role","update (query_text) to admin","update (query_text) to service_role","update (raw_response) to admin","update (raw_response) to service_role","update (relevance_score) to admin","update (relevance_score) to service_role","update (research_duration_seconds) to admin","update (research_duration_seconds) to service_role","update (research_type) to admin","update (research_type) to service_role","update (source_api) to admin","update (source_api) to service_role","update (tokens_consumed) to admin","update (tokens_consumed) to service_role"}
table	public.submission_quota	{"select to authenticated","select to service_role"}
table	public.submission_ranking	{"select to authenticated","select to service_role"}
table	public.submissions	{"delete to admin","insert (allow_duplicate) to admin","insert (allow_duplicate) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (description) to admin","insert (description) to service_role","insert (error_message) to admin","insert (error_message) to service_role","insert (execution_id) to admin","insert (execution_id) to service_role","insert (file_sha256) to admin","insert (file_sha256) to service_role","insert (id) to admin","insert (id) to service_role","insert (kaggle_submission_id) to admin","insert (kaggle_submission_id) to service_role","insert (private_rank) to admin","insert (private_rank) to service_role","insert (private_score) to admin","insert (private_score) to service_role","insert (public_rank) to admin","insert (public_rank) to service_role","insert (public_score) to admin","insert (public_score) to service_role","insert (scored_at) to admin","insert (scored_at) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (submission_file_path) to admin","insert (submission_file_path) to service_role","insert (submission_status) to admin","insert (submission_status) to service_role","insert (submitted_at) to admin","insert (submitted_at) to service_role","insert (total_participants) to admin","insert (total_participants) to service_role","insert (training_job_id) to admin","insert (training_job_id) to service_role","select to authenticated","select to service_role","update (description) to admin","update (description) to service_role","update (error_message) to admin","update (error_message) to service_role","update (kaggle_submission_id) to admin","update (kaggle_submission_id) to service_role","update (private_rank) to admin","update (private_rank) to service_role","update (private_score) to admin","update (private_score) to service_role","update (public_rank) to admin","update (public_rank) to service_role","update (public_score) to admin","update (public_score) to service_role","update (scored_at) to admin","update (scored_at) to service_role","update (source_record) to admin","update (source_record) to service_role","update (submission_file_path) to admin","update (submission_file_path) to service_role","update (submission_status) to admin","update (submission_status) to service_role","update (submitted_at) to admin","update (submitted_at) to service_role","update (total_participants) to admin","update (total_participants) to service_role","update (training_job_id) to admin","update (training_job_id) to service_role"}
table	public.system_metrics	{"delete to admin","insert to admin","insert to kaggle_worker","insert to service_role","select to admin","select to authenticated","select to kaggle_worker","select to service_role","update to admin"}
table	public.training_jobs	{"delete to admin","insert (available_at) to admin","insert (available_at) to service_role","insert (best_validation_score) to admin","insert (best_validation_score) to service_role","insert (code_id) to admin","insert (code_id) to service_role","insert (completed_at) to admin","insert (completed_at) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (current_epoch) to admin","insert (current_epoch) to service_role","insert (dataset_split) to admin","insert (dataset_split) to service_role","insert (early_stopping_epoch) to admin","insert (early_stopping_epoch) to service_role","insert (error_message) to admin","insert (error_message) to service_role","insert (execution_id) to admin","insert (execution_id) to service_role","insert (final_test_score) to admin","insert (final_test_score) to service_role","insert (gpu_session_id) to admin","insert (gpu_session_id) to service_role","insert (gpu_utilization_percent) to admin","insert (gpu_utilization_percent) to service_role","insert (hyperparameters) to admin","insert (hyperparameters) to service_role","insert (id) to admin","insert (id) to service_role","insert (job_name) to admin","insert (job_name) to service_role","insert (logs_path) to admin","insert (logs_path) to service_role","insert (max_attempts) to admin","insert (max_attempts) to service_role","insert (metrics) to admin","insert (metrics) to service_role","insert (model_artifacts_path) to admin","insert (model_artifacts_path) to service_role","insert (model_type) to admin","insert (model_type) to service_role","insert (peak_memory_gb) to admin","insert (peak_memory_gb) to service_role","insert (priority) to admin","insert (priority) to service_role","insert (progress) to admin","insert (progress) to service_role","insert (runtime_minutes) to admin","insert (runtime_minutes) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (started_at) to admin","insert (started_at) to service_role","insert (status) to admin","insert (status) to service_role","insert (total_epochs) to admin","insert (total_epochs) to service_role","select to authenticated","select to kaggle_worker","select to service_role","update (available_at) to admin","update (available_at) to service_role","update (best_validation_score) to admin","update (best_validation_score) to service_role","update (current_epoch) to admin","update (current_epoch) to service_role","update (dataset_split) to admin","update (dataset_split) to service_role","update (early_stopping_epoch) to admin","update (early_stopping_epoch) to service_role","update (error_message) to admin","update (error_message) to service_role","update (final_test_score) to admin","update (final_test_score) to service_role","update (gpu_session_id) to admin","update (gpu_session_id) to service_role","update (gpu_utilization_percent) to admin","update (gpu_utilization_percent) to service_role","update (hyperparameters) to admin","update (hyperparameters) to service_role","update (job_name) to admin","update (job_name) to service_role","update (logs_path) to admin","update (logs_path) to service_role","update (max_attempts) to admin","update (max_attempts) to service_role","update (metrics) to admin","update (metrics) to service_role","update (model_artifacts_path) to admin","update (model_artifacts_path) to service_role","update (model_type) to admin","update (model_type) to service_role","update (peak_memory_gb) to admin","update (peak_memory_gb) to service_role","update (priority) to admin","update (priority) to service_role","update (progress) to admin","update (progress) to service_role","update (runtime_minutes) to admin","update (runtime_minutes) to service_role","update (source_record) to admin","update (source_record) to service_role","update (status) to admin","update (status) to service_role","update (total_epochs) to admin","update (total_epochs) to service_role"}
table	public.upkeep_runs	{"select to authenticated","select to service_role"}
\.


--
-- Data for Name: competitions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.competitions (id, kaggle_id, title, description, problem_type, dataset_size_gb, participant_count, prize_pool, deadline, evaluation_metric, submission_format, data_availability, difficulty_score, tags, external_data_allowed, team_limit, daily_submission_limit, discovery_source, created_at, updated_at, metric_direction, deadline_is_estimated, source_record, metric_direction_source) FROM stdin;
ebd05ae0-361b-4c72-affe-3054de5c39c7	c2	Competition 2	\N	other	\N	\N	\N	2026-12-02 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
30d9c999-60ae-4c00-ad3f-a0f261921e4b	c3	Competition 3	\N	other	\N	\N	\N	2026-12-03 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
24893aa4-d1e9-4332-865f-690aae0fd03b	c4	Competition 4	\N	other	\N	\N	\N	2026-12-04 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
263a617a-af86-4765-acd1-12917953a4ae	c5	Competition 5	\N	other	\N	\N	\N	2026-12-05 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
097ab070-3204-413c-9d04-7304ba78c6e8	c6	Competition 6	\N	other	\N	\N	\N	2026-12-06 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
e5e149fc-201b-4357-994c-5c5605268325	c7	Competition 7	\N	other	\N	\N	\N	2026-12-07 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
840fcabe-b1b3-463e-86e6-8515445f5714	c8	Competition 8	\N	other	\N	\N	\N	2026-12-08 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
64cc690d-16c1-480f-82ff-654b05d44e90	c9	Competition 9	\N	other	\N	\N	\N	2026-12-09 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
30a75898-9d68-4db6-83b4-32dad88bc831	c10	Competition 10	\N	other	\N	\N	\N	2026-12-10 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
5d95f488-55fa-4e82-85e7-edcf00637a0c	c11	Competition 11	\N	other	\N	\N	\N	2026-12-11 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
9101bf72-69c4-4f19-a49e-736b50a76fb8	c12	Competition 12	\N	other	\N	\N	\N	2026-12-12 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
90f1c47f-80ce-4125-b384-60d17fe42820	c13	Competition 13	\N	other	\N	\N	\N	2026-12-13 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
3463b86f-6063-44d8-a7d7-4f5d1b334273	c14	Competition 14	\N	other	\N	\N	\N	2026-12-14 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
14ea6971-2939-4d03-93ab-cbe0f101e54f	c15	Competition 15	\N	other	\N	\N	\N	2026-12-15 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
771536cb-92bc-45a0-94e0-931ad6429f54	c16	Competition 16	\N	other	\N	\N	\N	2026-12-16 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
20e4fb61-c8e4-4e84-9b9c-67e1fc084332	c17	Competition 17	\N	other	\N	\N	\N	2026-12-17 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
1d78853d-dc72-41a0-b65d-e412bd5bc22e	c18	Competition 18	\N	other	\N	\N	\N	2026-12-18 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
f6f4b637-73c9-4d41-aa34-f9a600a9da69	c19	Competition 19	\N	other	\N	\N	\N	2026-12-19 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
1697963c-166c-4b21-b9af-b4bcbbe31257	c20	Competition 20	\N	other	\N	\N	\N	2026-12-20 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	maximize	f	{}	inferred
302e71d8-a2de-458a-a9c5-fc7aa9b719f7	c1	Competition 1	\N	other	\N	\N	\N	2026-12-01 12:59:34.86159+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:34.86159+00	2026-11-30 12:59:34.86159+00	minimize	f	{}	given
01a22c8a-127e-7615-8397-01edc534bce0	titanic	Tita\tnic\\.\n\\N 🚢	\N	other	\N	\N	\N	2026-12-31 23:59:59+00	\N	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 12:59:35.952447+00	2026-11-30 12:59:35.952447+00	maximize	t	{}	given
\.


--
-- Data for Name: agent_executions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.agent_executions (id, competition_id, execution_name, status, priority, gpu_budget_dollars, gpu_budget_consumed, target_submission_hours, current_step, error_message, human_intervention_required, human_intervention_reason, started_at, completed_at, created_at, updated_at, source_record, resume_status, available_at, attempts, max_attempts, worker, lease_id, lease_expires_at, lease_end, resume_reason, review_is_manual, round) FROM stdin;
2d16f24b-cb50-49b2-bfba-86e267325f02	302e71d8-a2de-458a-a9c5-fc7aa9b719f7	run of c1	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	20e4fb61-c8e4-4e84-9b9c-67e1fc084332	run of c17	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	1	3	w	88b48665-69a0-41ad-8dd1-a7b89c44ef3b	2026-12-01 12:59:34.96397+00	\N	fresh	\N	1
978487ca-3b4f-4278-8fc5-b0b47839a04c	ebd05ae0-361b-4c72-affe-3054de5c39c7	run of c2	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	5d95f488-55fa-4e82-85e7-edcf00637a0c	run of c11	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
2a206fa7-2a74-47c3-a689-4fa061f7fa39	30a75898-9d68-4db6-83b4-32dad88bc831	run of c10	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-10bb-76a7-aefb-acb9738829cd	097ab070-3204-413c-9d04-7304ba78c6e8	old 1	cancelled	0	0.150000	0.000000	24	1	\N	f	\N	2023-01-02 00:00:00+00	2023-01-02 00:00:00+00	2023-01-01 00:00:00+00	2026-11-30 12:59:35.482918+00	{}	\N	2026-11-30 12:59:35.482918+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-1313-7d92-bd3f-92da14f5330c	01a22c8a-127e-7615-8397-01edc534bce0	first	human_review	0	100.000000	0.000000	24	1	\N	t	?	\N	\N	2026-11-30 12:59:36.101756+00	2026-11-30 12:59:36.940891+00	{}	pending	2026-11-30 12:59:36.434763+00	0	3	w	2b06c7d1-a752-4890-8c2c-3f62d02a6402	\N	released	fresh	f	1
01a22c8a-177e-78b9-b4bc-9718e20ad043	01a22c8a-127e-7615-8397-01edc534bce0	execution pending	pending	0	0.150000	0.000000	24	1	\N	f	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-177f-72be-b50c-b6fd43e83d91	01a22c8a-127e-7615-8397-01edc534bce0	execution data_acquisition	data_acquisition	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 12:59:37.20991+00	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-177f-7fcb-b86e-7d1619245e01	01a22c8a-127e-7615-8397-01edc534bce0	execution research	research	0	0.150000	0.000000	24	2	\N	f	\N	2026-11-30 12:59:37.20991+00	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-177f-7eb0-aa47-602ae733fb9e	01a22c8a-127e-7615-8397-01edc534bce0	execution code_generation	code_generation	0	0.150000	0.000000	24	3	\N	f	\N	2026-11-30 12:59:37.20991+00	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
f3438f13-ee44-4982-9fc5-2becfff59ad1	30d9c999-60ae-4c00-ad3f-a0f261921e4b	run of c3	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.235475+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	24893aa4-d1e9-4332-865f-690aae0fd03b	run of c4	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.235475+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	263a617a-af86-4765-acd1-12917953a4ae	run of c5	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.235475+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
8378dcb1-2c20-445c-8e8b-ca70e8f1d025	097ab070-3204-413c-9d04-7304ba78c6e8	run of c6	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.235475+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	e5e149fc-201b-4357-994c-5c5605268325	run of c7	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.235475+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
6179e4b4-29c7-4536-9c98-3a26e6a324a2	840fcabe-b1b3-463e-86e6-8515445f5714	run of c8	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.235475+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
7da2a06d-5f5f-452e-84c9-dc0a042bb58d	64cc690d-16c1-480f-82ff-654b05d44e90	run of c9	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.235475+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
52f23835-5dbe-4ab7-835e-5d79b239db50	1697963c-166c-4b21-b9af-b4bcbbe31257	run of c20	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.235475+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-177f-7643-aac0-4fd677831bd1	01a22c8a-127e-7615-8397-01edc534bce0	execution human_review	human_review	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 12:59:37.20991+00	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	training	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-1780-753a-8e80-72840fa8f892	01a22c8a-127e-7615-8397-01edc534bce0	execution submission	submission	0	0.150000	0.000000	24	6	\N	f	\N	2026-11-30 12:59:37.20991+00	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-1780-733b-b8ef-5148784895ed	01a22c8a-127e-7615-8397-01edc534bce0	execution completed	completed	0	0.150000	0.000000	24	10	\N	f	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
d687cd6d-d4cf-4b43-9837-81776d894f09	9101bf72-69c4-4f19-a49e-736b50a76fb8	run of c12	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	90f1c47f-80ce-4125-b384-60d17fe42820	run of c13	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
de249777-eab9-41fd-8cc0-b8a53e9d20c3	3463b86f-6063-44d8-a7d7-4f5d1b334273	run of c14	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
c235763c-d82d-4839-b8e3-febea60431f2	14ea6971-2939-4d03-93ab-cbe0f101e54f	run of c15	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
ce251d84-6d7d-47e8-b27d-8a8a32516e99	771536cb-92bc-45a0-94e0-931ad6429f54	run of c16	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
a8fd9777-55f6-4e65-910d-c90fdc05f53a	1d78853d-dc72-41a0-b65d-e412bd5bc22e	run of c18	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
666138af-5eff-4421-8ac4-c73fa7fc7770	f6f4b637-73c9-4d41-aa34-f9a600a9da69	run of c19	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 12:59:34.90203+00	\N	2026-11-30 12:59:34.90203+00	2026-11-30 12:59:35.315178+00	{"from": "elsewhere"}	\N	2026-11-30 12:59:34.90203+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-1780-7bbc-bbd9-578d65ac6846	01a22c8a-127e-7615-8397-01edc534bce0	execution failed	failed	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-1780-70c0-9506-8df1b00b1c52	01a22c8a-127e-7615-8397-01edc534bce0	execution cancelled	cancelled	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22c8a-177f-72f4-8606-d603c26545a8	01a22c8a-127e-7615-8397-01edc534bce0	execution training	training	0	0.150000	0.000000	24	4	\N	f	\N	2026-11-30 12:59:37.20991+00	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh	\N	1
\.


--
-- Data for Name: restored_executions; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.restored_executions (execution_id, restored_at) FROM stdin;
01a22c8a-10bb-76a7-aefb-acb9738829cd	2026-11-30 12:59:35.482918+00
\.


--
-- Data for Name: upkeep_policy; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.upkeep_policy (config_key, default_value, "least", most, meaning) FROM stdin;
retention.metrics_days	90	7	36500	days that metrics are kept
retention.export_metrics	0	0	1	choice whether metrics are dropped only once they are exported (1) or in any case (0)
retention.executions_days	365	30	36500	days that an execution stays after its end, before it is archived
retention.restored_days	30	1	36500	days that a restored execution stays before it is archived again
retention.remove_artifacts	0	0	1	choice whether the files of an archived execution are removed (1) or kept (0)
retention.batch_size	100	1	1000	executions that one call archives at the most
retention.notices_days	90	7	36500	days that notices, and notifications of answered interventions, are kept
notification.send_within_hours	168	1	8760	hours after which a notice that was not sent is not sent any more
notification.attempts	10	1	100	attempts to send a notification by one channel
upkeep.batch_seconds	1	1	300	seconds that one call of a task works at the most
upkeep.months_ahead	3	1	24	months of metrics that have their partition in advance
upkeep.runs_days	7	1	3650	days that the records of runs are kept
\.


--
-- Data for Name: upkeep_tasks; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.upkeep_tasks (task, every, schedule, since) FROM stdin;
overdue_interventions	00:01:00	* * * * *	2026-11-30 12:59:33.440245+00
gpu_sessions	00:01:00	* * * * *	2026-11-30 12:59:33.440245+00
leftovers	00:10:00	5-59/10 * * * *	2026-11-30 12:59:33.440245+00
metric_partitions	1 day	10 0 * * *	2026-11-30 12:59:33.440245+00
metrics_retention	01:00:00	20 * * * *	2026-11-30 12:59:33.440245+00
archive	01:00:00	3-59/10 * * * *	2026-11-30 12:59:33.440245+00
execution_summary	01:00:00	30 * * * *	2026-11-30 12:59:33.440245+00
notices	00:01:00	* * * * *	2026-11-30 12:59:33.440245+00
health_notices	00:10:00	7-59/10 * * * *	2026-11-30 12:59:33.440245+00
integrity_notices	01:00:00	9-59/10 * * * *	2026-11-30 12:59:33.440245+00
\.


--
-- Data for Name: workflow_steps; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.workflow_steps (status, first_step, last_step) FROM stdin;
pending	1	1
data_acquisition	1	1
research	2	2
code_generation	3	3
training	4	5
submission	6	9
completed	10	10
\.


--
-- Data for Name: generated_code; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.generated_code (id, execution_id, parent_id, operator, code_type, file_name, file_path, code_content, programming_language, dependencies, execution_order, estimated_runtime_minutes, memory_requirements_gb, gpu_required, validation_status, validation_errors, human_approved, model_api_used, tokens_consumed, cost_dollars, created_at, updated_at, source_record, approved_sha256, approved_by) FROM stdin;
01a22c8a-0ed9-72ad-a45f-623b4a60b269	f3438f13-ee44-4982-9fc5-2becfff59ad1	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0edb-73e8-a602-f9dbf676401b	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0edc-70a4-bf57-007f5691b3ff	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0edc-7b41-bbe6-48581f27037e	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0edc-7b7c-9a39-815e9b67861e	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0edc-78c4-9e2a-6b9e5a183ee6	6179e4b4-29c7-4536-9c98-3a26e6a324a2	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee4-7c8f-923b-8838b90f16b5	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee5-78f6-9f73-987e006324d1	52f23835-5dbe-4ab7-835e-5d79b239db50	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee5-79a1-aced-838abd09b723	978487ca-3b4f-4278-8fc5-b0b47839a04c	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee5-7530-b3d2-7a007c1fa152	2a206fa7-2a74-47c3-a689-4fa061f7fa39	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee5-7dd3-bde5-4f0ecfd753be	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee5-70c7-a5ef-7b2ebb2635c3	d687cd6d-d4cf-4b43-9837-81776d894f09	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee5-73b3-89e8-32f854cf6c13	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee5-7544-b91e-c4e24b474942	de249777-eab9-41fd-8cc0-b8a53e9d20c3	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee5-7045-8198-39b1d1748111	c235763c-d82d-4839-b8e3-febea60431f2	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee6-7a5f-9c11-9546d6ea923b	ce251d84-6d7d-47e8-b27d-8a8a32516e99	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee6-7245-9317-88e5ffd902e3	a8fd9777-55f6-4e65-910d-c90fdc05f53a	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee6-7bf1-8cd8-fa6afee3968a	666138af-5eff-4421-8ac4-c73fa7fc7770	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee6-7b07-b54c-8720633dcb0d	2d16f24b-cb50-49b2-bfba-86e267325f02	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-0ee6-7d25-a47d-f37cc9e98b44	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 12:59:35.000114+00	2026-11-30 12:59:35.000114+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22c8a-1367-77b5-a8b9-0ee4b5334350	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	\N	training	a.py	\N	pass\n\tx = 1\n	python	\N	\N	\N	\N	f	pending	\N	f	\N	\N	\N	2026-11-30 12:59:36.179348+00	2026-11-30 12:59:36.179348+00	{}	\N	\N
00000000-0000-0000-0000-000000000001	01a22c8a-1313-7d92-bd3f-92da14f5330c	01a22c8a-1367-77b5-a8b9-0ee4b5334350	debug	training	b.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	f	\N	\N	\N	2026-11-30 12:59:36.198959+00	2026-11-30 12:59:36.198959+00	{}	\N	\N
\.


--
-- Data for Name: gpu_sessions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.gpu_sessions (id, execution_id, provider, instance_id, instance_type, gpu_count, memory_gb, storage_gb, hourly_rate_dollars, region, status, provisioned_at, terminated_at, total_runtime_minutes, total_cost_dollars, cost_limit_dollars, auto_terminate_at, ssh_connection_info, error_message, created_at, updated_at, source_record, last_heartbeat_at, gpu_utilization_percent, terminate_requested, terminate_reason, reserved_dollars, billed_dollars) FROM stdin;
01a22c8a-0f21-7c41-ab11-181373619220	f3438f13-ee44-4982-9fc5-2becfff59ad1	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f2a-7fa2-8abd-219a96f87af7	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f2b-75a5-a0c8-5b14f58621c9	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f2b-757f-b7e7-7f93cea4e863	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f2b-7746-911f-5bbff4207995	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f2c-795f-a1aa-55e68f33b8a1	6179e4b4-29c7-4536-9c98-3a26e6a324a2	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f31-716c-bb31-459fc9c1e2eb	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f31-7e7c-bb11-8cf13b0d4eb2	52f23835-5dbe-4ab7-835e-5d79b239db50	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f31-7c9e-a437-5f14d566a975	978487ca-3b4f-4278-8fc5-b0b47839a04c	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f31-710b-8463-7b88ebddbe9f	2a206fa7-2a74-47c3-a689-4fa061f7fa39	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f32-7cc4-9cf3-75b3028e9c55	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f32-7ddb-895f-9a4d7ba64782	d687cd6d-d4cf-4b43-9837-81776d894f09	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f32-7549-b26d-666eeef243f7	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f32-77e7-8d02-d6e50c4cc37b	de249777-eab9-41fd-8cc0-b8a53e9d20c3	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f38-73b0-a8b7-e6a0efca0935	c235763c-d82d-4839-b8e3-febea60431f2	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f39-753b-9bc5-3cd1969245b5	ce251d84-6d7d-47e8-b27d-8a8a32516e99	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f39-730b-b4af-6fb6171f2244	a8fd9777-55f6-4e65-910d-c90fdc05f53a	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f39-71b7-ba04-90017c6bac07	666138af-5eff-4421-8ac4-c73fa7fc7770	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f3a-77da-bb56-2b71c3aed90d	2d16f24b-cb50-49b2-bfba-86e267325f02	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-0f3a-7f3e-b267-3360d08d26ff	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 12:59:35.072099+00	2026-11-30 12:59:35.072099+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-1482-74ac-a904-8725ce76cb92	01a22c8a-1313-7d92-bd3f-92da14f5330c	vast_ai	\N	A100	1	\N	\N	2.000000	\N	provisioning	\N	\N	0.000000	0.000000	100.000000	\N	"v1:ww0ECQMCAE0vKLmHo1YA0mcBJhblK4u8mimOCWU946fogwa4X25EbPM7MUQ5snpF1lF8Cv1qb0fMk5u8p1SjpgNv1EuTC925G5k4/+3XXu7sqncSM2Xm54Qpg0aaEqQN+ggHvvct5GluiyzMxf86IRi0cEA4f11P"	\N	2026-11-30 12:59:36.463061+00	2026-11-30 12:59:36.503624+00	{}	\N	\N	t	requested	100.000000	\N
01a22c8a-17b4-7a72-a3b2-69fc72937730	01a22c8a-177f-72f4-8606-d603c26545a8	vast_ai	\N	session provisioning	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000000	0.150000	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	\N	f	\N	0.150000	\N
01a22c8a-17bd-7779-84bc-573e40d781be	01a22c8a-177f-72f4-8606-d603c26545a8	vast_ai	\N	session running	1	\N	\N	\N	\N	running	2026-11-30 12:59:37.20991+00	\N	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	2026-11-30 12:59:37.20991+00	\N	f	\N	\N	\N
01a22c8a-17be-791f-8d4d-18bfe3b7c1b5	01a22c8a-177f-72f4-8606-d603c26545a8	vast_ai	\N	session idle	1	\N	\N	\N	\N	idle	2026-11-30 12:59:37.20991+00	\N	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	2026-11-30 12:59:37.20991+00	\N	f	\N	\N	\N
01a22c8a-17be-71f4-a0a6-3a26a7acd384	01a22c8a-177f-72f4-8606-d603c26545a8	vast_ai	\N	session terminated	1	\N	\N	\N	\N	terminated	\N	2026-11-30 12:59:37.20991+00	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	\N	f	\N	\N	\N
01a22c8a-17be-717a-bc7c-20e2c6c191b2	01a22c8a-177f-72f4-8606-d603c26545a8	vast_ai	\N	session failed	1	\N	\N	\N	\N	failed	\N	2026-11-30 12:59:37.20991+00	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	\N	f	\N	\N	\N
\.


--
-- Data for Name: training_jobs; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.training_jobs (id, execution_id, gpu_session_id, code_id, job_name, model_type, hyperparameters, dataset_split, status, started_at, completed_at, runtime_minutes, peak_memory_gb, gpu_utilization_percent, best_validation_score, final_test_score, model_artifacts_path, logs_path, metrics, early_stopping_epoch, total_epochs, error_message, created_at, updated_at, source_record, priority, progress, current_epoch, available_at, attempts, max_attempts, worker, lease_id, lease_expires_at, lease_end, resume_reason) FROM stdin;
01a22c8a-0f8e-71fe-9227-fea06923af2f	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	\N	01a22c8a-0edb-73e8-a602-f9dbf676401b	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8e-70ae-8e7b-3c5507c5713c	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	\N	01a22c8a-0edc-70a4-bf57-007f5691b3ff	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8e-7ac7-b44d-314291fd077f	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	\N	01a22c8a-0edc-7b41-bbe6-48581f27037e	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8e-7a4e-a6ca-2f11e15d59a3	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	\N	01a22c8a-0edc-7b7c-9a39-815e9b67861e	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8f-762b-ad52-b7b096de8486	6179e4b4-29c7-4536-9c98-3a26e6a324a2	\N	01a22c8a-0edc-78c4-9e2a-6b9e5a183ee6	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8f-7d3c-a9d1-e0ba6dcd2169	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	\N	01a22c8a-0ee4-7c8f-923b-8838b90f16b5	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8f-7e1c-918e-a3382ce9a731	52f23835-5dbe-4ab7-835e-5d79b239db50	\N	01a22c8a-0ee5-78f6-9f73-987e006324d1	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8f-7004-a7f2-bb62f5a95e7b	978487ca-3b4f-4278-8fc5-b0b47839a04c	\N	01a22c8a-0ee5-79a1-aced-838abd09b723	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8f-7193-a5b6-a95c7dfb4f54	2a206fa7-2a74-47c3-a689-4fa061f7fa39	\N	01a22c8a-0ee5-7530-b3d2-7a007c1fa152	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8f-7661-93e5-f2651aa60e32	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	\N	01a22c8a-0ee5-7dd3-bde5-4f0ecfd753be	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f90-7767-be22-a1914959f10b	d687cd6d-d4cf-4b43-9837-81776d894f09	\N	01a22c8a-0ee5-70c7-a5ef-7b2ebb2635c3	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f90-7a35-bf5f-230d2cefb001	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	\N	01a22c8a-0ee5-73b3-89e8-32f854cf6c13	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f90-7b7d-aa2d-9dc1fadde58d	de249777-eab9-41fd-8cc0-b8a53e9d20c3	\N	01a22c8a-0ee5-7544-b91e-c4e24b474942	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f90-796f-9973-ec38b40624c0	c235763c-d82d-4839-b8e3-febea60431f2	\N	01a22c8a-0ee5-7045-8198-39b1d1748111	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f90-73a9-959a-5ac520235de1	ce251d84-6d7d-47e8-b27d-8a8a32516e99	\N	01a22c8a-0ee6-7a5f-9c11-9546d6ea923b	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f90-7c3d-96e9-6217b750bf9f	a8fd9777-55f6-4e65-910d-c90fdc05f53a	\N	01a22c8a-0ee6-7245-9317-88e5ffd902e3	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f90-7a91-ad00-5ba9bfdccff2	666138af-5eff-4421-8ac4-c73fa7fc7770	\N	01a22c8a-0ee6-7bf1-8cd8-fa6afee3968a	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f91-7f67-b8ea-8ab7c768b0de	2d16f24b-cb50-49b2-bfba-86e267325f02	\N	01a22c8a-0ee6-7b07-b54c-8720633dcb0d	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f91-7440-adf8-59f826a252e9	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	\N	01a22c8a-0ee6-7d25-a47d-f37cc9e98b44	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.17981+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-0f8c-7c34-b463-09d5490d04f7	f3438f13-ee44-4982-9fc5-2becfff59ad1	\N	01a22c8a-0ed9-72ad-a45f-623b4a60b269	job	\N	{"learning_rate": 0.1}	\N	running	2026-11-30 12:59:35.200554+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.17981+00	2026-11-30 12:59:35.200554+00	{}	0	\N	\N	2026-11-30 12:59:35.17981+00	1	3	w	33b88650-a12e-40d4-a238-b50d7836ece8	2026-12-01 12:59:35.200554+00	\N	fresh
01a22c8a-150a-7624-88ca-19b88d7e6812	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	01a22c8a-1367-77b5-a8b9-0ee4b5334350	job	\N	\N	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:36.601202+00	2026-11-30 12:59:36.601202+00	{}	0	\N	\N	2026-11-30 12:59:36.601202+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-1793-7e23-ba05-7e248c31842b	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	00000000-0000-0000-0000-000000000001	job queued	\N	\N	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	0	\N	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-1794-78e6-a8ed-3737a5072a9a	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	00000000-0000-0000-0000-000000000001	job running	\N	\N	\N	running	2026-11-30 12:59:37.20991+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	0	\N	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-1794-7aa5-bf2f-a1e2f21b3a64	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	00000000-0000-0000-0000-000000000001	job completed	\N	\N	\N	completed	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	0	\N	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-1798-7dbe-89c7-b44ea1977b75	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	00000000-0000-0000-0000-000000000001	job failed	\N	\N	\N	failed	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	0	\N	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh
01a22c8a-1799-79d7-b4a1-b7340528b013	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	00000000-0000-0000-0000-000000000001	job cancelled	\N	\N	\N	cancelled	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	0	\N	\N	2026-11-30 12:59:37.20991+00	0	3	\N	\N	\N	\N	fresh
\.


--
-- Data for Name: submissions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.submissions (id, execution_id, training_job_id, submission_file_path, description, kaggle_submission_id, public_score, private_score, public_rank, private_rank, total_participants, submission_status, submitted_at, scored_at, error_message, created_at, updated_at, source_record, file_sha256, allow_duplicate, slot_day, competition_id) FROM stdin;
01a22c8a-0fa9-793e-a675-00d37c3e086e	f3438f13-ee44-4982-9fc5-2becfff59ad1	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	30d9c999-60ae-4c00-ad3f-a0f261921e4b
01a22c8a-0fab-79af-aa74-3be8e7511a0c	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	24893aa4-d1e9-4332-865f-690aae0fd03b
01a22c8a-0fab-7249-93e3-933cb7349cf0	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	263a617a-af86-4765-acd1-12917953a4ae
01a22c8a-0fab-70f5-aa84-b6668b87695e	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	097ab070-3204-413c-9d04-7304ba78c6e8
01a22c8a-0fab-7d44-9baf-7537b39b1ef9	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	e5e149fc-201b-4357-994c-5c5605268325
01a22c8a-0fac-7dfd-8a39-dfebf3b9aab0	6179e4b4-29c7-4536-9c98-3a26e6a324a2	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	840fcabe-b1b3-463e-86e6-8515445f5714
01a22c8a-0fac-79b0-8a11-8bc6b930f4e9	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	64cc690d-16c1-480f-82ff-654b05d44e90
01a22c8a-0fac-7c5e-b913-e44b2d911eed	52f23835-5dbe-4ab7-835e-5d79b239db50	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	1697963c-166c-4b21-b9af-b4bcbbe31257
01a22c8a-0fac-7523-b8fc-d323dbbcef71	978487ca-3b4f-4278-8fc5-b0b47839a04c	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	ebd05ae0-361b-4c72-affe-3054de5c39c7
01a22c8a-0fac-7856-ae1b-2feb8badc83f	2a206fa7-2a74-47c3-a689-4fa061f7fa39	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	30a75898-9d68-4db6-83b4-32dad88bc831
01a22c8a-0fad-745d-aab9-257792ea0e04	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	5d95f488-55fa-4e82-85e7-edcf00637a0c
01a22c8a-0fad-78d3-b4f0-6d5ade4132c4	d687cd6d-d4cf-4b43-9837-81776d894f09	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	9101bf72-69c4-4f19-a49e-736b50a76fb8
01a22c8a-0fad-77a2-9ec4-64f58bfc703e	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	90f1c47f-80ce-4125-b384-60d17fe42820
01a22c8a-0fad-7fa2-ad50-9ffa5b032dc5	de249777-eab9-41fd-8cc0-b8a53e9d20c3	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	3463b86f-6063-44d8-a7d7-4f5d1b334273
01a22c8a-0fad-7ceb-83fd-e0fae04ce85e	c235763c-d82d-4839-b8e3-febea60431f2	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	14ea6971-2939-4d03-93ab-cbe0f101e54f
01a22c8a-0fad-7e3c-99a7-4533ab3b7c1b	ce251d84-6d7d-47e8-b27d-8a8a32516e99	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	771536cb-92bc-45a0-94e0-931ad6429f54
01a22c8a-0fad-7174-9351-c6121baa2592	a8fd9777-55f6-4e65-910d-c90fdc05f53a	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	1d78853d-dc72-41a0-b65d-e412bd5bc22e
01a22c8a-0fad-70d3-9248-d9989cba8807	666138af-5eff-4421-8ac4-c73fa7fc7770	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	f6f4b637-73c9-4d41-aa34-f9a600a9da69
01a22c8a-0fae-7bcc-90e9-9aadd3d652c2	2d16f24b-cb50-49b2-bfba-86e267325f02	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	302e71d8-a2de-458a-a9c5-fc7aa9b719f7
01a22c8a-0fae-73cd-9e1d-f20561a75da6	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:35.208996+00	2026-11-30 12:59:35.208996+00	{}	\N	f	2026-11-30	20e4fb61-c8e4-4e84-9b9c-67e1fc084332
01a22c8a-1600-7d9f-b59f-5b93bf91bbd3	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	out/s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:36.841977+00	2026-11-30 12:59:36.841977+00	{}	\N	f	2026-11-30	01a22c8a-127e-7615-8397-01edc534bce0
01a22c8a-17a9-7e28-b4a5-3e68ae8b251a	01a22c8a-1780-753a-8e80-72840fa8f892	\N	submission pending.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	f	2026-11-30	01a22c8a-127e-7615-8397-01edc534bce0
01a22c8a-17aa-7460-88df-f7c1f3c64c27	01a22c8a-1780-753a-8e80-72840fa8f892	\N	submission submitted.csv	\N	\N	\N	\N	\N	\N	\N	submitted	2026-11-30 12:59:37.20991+00	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	f	\N	01a22c8a-127e-7615-8397-01edc534bce0
01a22c8a-17aa-7350-9663-2f3e40d68f20	01a22c8a-1780-753a-8e80-72840fa8f892	\N	submission scored.csv	\N	\N	0.5	\N	\N	\N	\N	scored	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	f	\N	01a22c8a-127e-7615-8397-01edc534bce0
01a22c8a-17aa-70e3-be94-230cf3a08e14	01a22c8a-1780-753a-8e80-72840fa8f892	\N	submission failed.csv	\N	\N	\N	\N	\N	\N	\N	failed	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	f	\N	01a22c8a-127e-7615-8397-01edc534bce0
01a22c8a-17ab-785e-8aa3-6cf85841b87f	01a22c8a-1780-753a-8e80-72840fa8f892	\N	submission disqualified.csv	\N	\N	0.5	\N	\N	\N	\N	disqualified	2026-11-30 12:59:37.20991+00	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	f	\N	01a22c8a-127e-7615-8397-01edc534bce0
01a22c8a-17ab-78de-befe-608731726381	01a22c8a-1780-753a-8e80-72840fa8f892	\N	submission unknown.csv	\N	\N	\N	\N	\N	\N	\N	unknown	\N	\N	\N	2026-11-30 12:59:37.20991+00	2026-11-30 12:59:37.20991+00	{}	\N	f	\N	01a22c8a-127e-7615-8397-01edc534bce0
\.


--
-- Data for Name: artifacts; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.artifacts (id, execution_id, training_job_id, submission_id, code_id, kind, name, uri, sha256, size_bytes, created_at, created_by) FROM stdin;
01a22c8a-1091-7fde-ad99-3b95db15ddb7	2d16f24b-cb50-49b2-bfba-86e267325f02	\N	\N	\N	model	model.bin	file:///artifacts/2d16f24b-cb50-49b2-bfba-86e267325f02/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1092-7290-ab83-895a1675b8ab	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	\N	\N	\N	model	model.bin	file:///artifacts/17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1092-7d62-b448-d4ed7b746ab7	978487ca-3b4f-4278-8fc5-b0b47839a04c	\N	\N	\N	model	model.bin	file:///artifacts/978487ca-3b4f-4278-8fc5-b0b47839a04c/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1092-7f02-a8fa-9075a58459b0	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	\N	\N	\N	model	model.bin	file:///artifacts/9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1092-7c86-b976-1a1ee05d3e0d	2a206fa7-2a74-47c3-a689-4fa061f7fa39	\N	\N	\N	model	model.bin	file:///artifacts/2a206fa7-2a74-47c3-a689-4fa061f7fa39/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1092-7958-92a0-9c05bd782ed8	f3438f13-ee44-4982-9fc5-2becfff59ad1	\N	\N	\N	model	model.bin	file:///artifacts/f3438f13-ee44-4982-9fc5-2becfff59ad1/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-700b-979f-59e2398efa0f	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	\N	\N	\N	model	model.bin	file:///artifacts/ea8b704e-a3dc-470f-9a51-f1d5751c4cf5/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-7619-94cf-ab862f04c057	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	\N	\N	\N	model	model.bin	file:///artifacts/a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-73eb-b74f-6dcfb8dd74c4	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	\N	\N	\N	model	model.bin	file:///artifacts/8378dcb1-2c20-445c-8e8b-ca70e8f1d025/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-7286-9d45-559efa64fb72	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	\N	\N	\N	model	model.bin	file:///artifacts/bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-74e7-8353-e74bf88d30b2	6179e4b4-29c7-4536-9c98-3a26e6a324a2	\N	\N	\N	model	model.bin	file:///artifacts/6179e4b4-29c7-4536-9c98-3a26e6a324a2/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-72f2-8593-df8fda108dd7	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	\N	\N	\N	model	model.bin	file:///artifacts/7da2a06d-5f5f-452e-84c9-dc0a042bb58d/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-782e-9600-f3cdd94a6965	52f23835-5dbe-4ab7-835e-5d79b239db50	\N	\N	\N	model	model.bin	file:///artifacts/52f23835-5dbe-4ab7-835e-5d79b239db50/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-759b-b6e9-52bcbae07ed2	d687cd6d-d4cf-4b43-9837-81776d894f09	\N	\N	\N	model	model.bin	file:///artifacts/d687cd6d-d4cf-4b43-9837-81776d894f09/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-7b35-b793-48746d06f734	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	\N	\N	\N	model	model.bin	file:///artifacts/f9a8c3e7-0733-470c-8f94-bd5d7f8344fe/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-7902-873b-6f8c2d8d4ad5	de249777-eab9-41fd-8cc0-b8a53e9d20c3	\N	\N	\N	model	model.bin	file:///artifacts/de249777-eab9-41fd-8cc0-b8a53e9d20c3/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-7353-ae29-46e492ab3ad4	c235763c-d82d-4839-b8e3-febea60431f2	\N	\N	\N	model	model.bin	file:///artifacts/c235763c-d82d-4839-b8e3-febea60431f2/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-7c44-b1cd-4aaf74f9ef3e	ce251d84-6d7d-47e8-b27d-8a8a32516e99	\N	\N	\N	model	model.bin	file:///artifacts/ce251d84-6d7d-47e8-b27d-8a8a32516e99/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-7763-8ac4-76afe8255d0b	a8fd9777-55f6-4e65-910d-c90fdc05f53a	\N	\N	\N	model	model.bin	file:///artifacts/a8fd9777-55f6-4e65-910d-c90fdc05f53a/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1093-7205-89b0-9ab64fbde988	666138af-5eff-4421-8ac4-c73fa7fc7770	\N	\N	\N	model	model.bin	file:///artifacts/666138af-5eff-4421-8ac4-c73fa7fc7770/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 12:59:35.44115+00	\N
01a22c8a-1433-7d02-ab72-13a804c9ddc6	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	\N	01a22c8a-1367-77b5-a8b9-0ee4b5334350	data	sample_store.py	file:///artifacts/01a22c8a-1313-7d92-bd3f-92da14f5330c/f87dfbcd3ba0bbbb524904d744aa7c9c/sample_store.py	f87dfbcd3ba0bbbb524904d744aa7c9c4a7946aab5a82b334db3fea1249ac875	4707	2026-11-30 12:59:36.377395+00	\N
\.


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.audit_log (id, table_name, row_id, execution_id, action, occurred_at, actor_role, actor, old_values, new_values, transaction_id) FROM stdin;
1	configurations	dabdc827-1ecf-4e0a-9215-6873b1263382	\N	reveal	2026-11-30 12:59:34.839072+00	postgres	\N	{}	{}	872
2	members	70c3c809-8954-443d-8712-9e635df54ac9	\N	insert	2026-11-30 12:59:34.853993+00	postgres	\N	{}	{"is_admin": false}	873
3	agent_executions	978487ca-3b4f-4278-8fc5-b0b47839a04c	978487ca-3b4f-4278-8fc5-b0b47839a04c	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
4	agent_executions	f3438f13-ee44-4982-9fc5-2becfff59ad1	f3438f13-ee44-4982-9fc5-2becfff59ad1	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
5	agent_executions	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
6	agent_executions	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
7	agent_executions	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
8	agent_executions	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
9	agent_executions	6179e4b4-29c7-4536-9c98-3a26e6a324a2	6179e4b4-29c7-4536-9c98-3a26e6a324a2	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
10	agent_executions	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
11	agent_executions	2a206fa7-2a74-47c3-a689-4fa061f7fa39	2a206fa7-2a74-47c3-a689-4fa061f7fa39	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
12	agent_executions	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
13	agent_executions	d687cd6d-d4cf-4b43-9837-81776d894f09	d687cd6d-d4cf-4b43-9837-81776d894f09	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
14	agent_executions	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
15	agent_executions	de249777-eab9-41fd-8cc0-b8a53e9d20c3	de249777-eab9-41fd-8cc0-b8a53e9d20c3	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
16	agent_executions	c235763c-d82d-4839-b8e3-febea60431f2	c235763c-d82d-4839-b8e3-febea60431f2	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
17	agent_executions	ce251d84-6d7d-47e8-b27d-8a8a32516e99	ce251d84-6d7d-47e8-b27d-8a8a32516e99	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
18	agent_executions	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
19	agent_executions	a8fd9777-55f6-4e65-910d-c90fdc05f53a	a8fd9777-55f6-4e65-910d-c90fdc05f53a	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
20	agent_executions	666138af-5eff-4421-8ac4-c73fa7fc7770	666138af-5eff-4421-8ac4-c73fa7fc7770	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
21	agent_executions	52f23835-5dbe-4ab7-835e-5d79b239db50	52f23835-5dbe-4ab7-835e-5d79b239db50	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
22	agent_executions	2d16f24b-cb50-49b2-bfba-86e267325f02	2d16f24b-cb50-49b2-bfba-86e267325f02	insert	2026-11-30 12:59:34.90203+00	postgres	\N	{}	{"status": "pending"}	875
23	agent_executions	978487ca-3b4f-4278-8fc5-b0b47839a04c	978487ca-3b4f-4278-8fc5-b0b47839a04c	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
24	agent_executions	2a206fa7-2a74-47c3-a689-4fa061f7fa39	2a206fa7-2a74-47c3-a689-4fa061f7fa39	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
25	agent_executions	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
26	agent_executions	d687cd6d-d4cf-4b43-9837-81776d894f09	d687cd6d-d4cf-4b43-9837-81776d894f09	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
27	agent_executions	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
28	agent_executions	de249777-eab9-41fd-8cc0-b8a53e9d20c3	de249777-eab9-41fd-8cc0-b8a53e9d20c3	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
29	agent_executions	c235763c-d82d-4839-b8e3-febea60431f2	c235763c-d82d-4839-b8e3-febea60431f2	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
30	agent_executions	ce251d84-6d7d-47e8-b27d-8a8a32516e99	ce251d84-6d7d-47e8-b27d-8a8a32516e99	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
31	agent_executions	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
32	agent_executions	a8fd9777-55f6-4e65-910d-c90fdc05f53a	a8fd9777-55f6-4e65-910d-c90fdc05f53a	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
33	agent_executions	666138af-5eff-4421-8ac4-c73fa7fc7770	666138af-5eff-4421-8ac4-c73fa7fc7770	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
34	agent_executions	2d16f24b-cb50-49b2-bfba-86e267325f02	2d16f24b-cb50-49b2-bfba-86e267325f02	update	2026-11-30 12:59:34.90203+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T12:59:34.90203+00:00"}	875
35	gpu_sessions	01a22c8a-0f21-7c41-ab11-181373619220	f3438f13-ee44-4982-9fc5-2becfff59ad1	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
36	gpu_sessions	01a22c8a-0f2a-7fa2-8abd-219a96f87af7	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
37	gpu_sessions	01a22c8a-0f2b-75a5-a0c8-5b14f58621c9	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
38	gpu_sessions	01a22c8a-0f2b-757f-b7e7-7f93cea4e863	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
39	gpu_sessions	01a22c8a-0f2b-7746-911f-5bbff4207995	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
40	gpu_sessions	01a22c8a-0f2c-795f-a1aa-55e68f33b8a1	6179e4b4-29c7-4536-9c98-3a26e6a324a2	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
41	gpu_sessions	01a22c8a-0f31-716c-bb31-459fc9c1e2eb	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
42	gpu_sessions	01a22c8a-0f31-7e7c-bb11-8cf13b0d4eb2	52f23835-5dbe-4ab7-835e-5d79b239db50	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
43	gpu_sessions	01a22c8a-0f31-7c9e-a437-5f14d566a975	978487ca-3b4f-4278-8fc5-b0b47839a04c	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
44	gpu_sessions	01a22c8a-0f31-710b-8463-7b88ebddbe9f	2a206fa7-2a74-47c3-a689-4fa061f7fa39	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
45	gpu_sessions	01a22c8a-0f32-7cc4-9cf3-75b3028e9c55	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
46	gpu_sessions	01a22c8a-0f32-7ddb-895f-9a4d7ba64782	d687cd6d-d4cf-4b43-9837-81776d894f09	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
47	gpu_sessions	01a22c8a-0f32-7549-b26d-666eeef243f7	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
48	gpu_sessions	01a22c8a-0f32-77e7-8d02-d6e50c4cc37b	de249777-eab9-41fd-8cc0-b8a53e9d20c3	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
49	gpu_sessions	01a22c8a-0f38-73b0-a8b7-e6a0efca0935	c235763c-d82d-4839-b8e3-febea60431f2	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
50	gpu_sessions	01a22c8a-0f39-753b-9bc5-3cd1969245b5	ce251d84-6d7d-47e8-b27d-8a8a32516e99	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
51	gpu_sessions	01a22c8a-0f39-730b-b4af-6fb6171f2244	a8fd9777-55f6-4e65-910d-c90fdc05f53a	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
52	gpu_sessions	01a22c8a-0f39-71b7-ba04-90017c6bac07	666138af-5eff-4421-8ac4-c73fa7fc7770	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
53	gpu_sessions	01a22c8a-0f3a-77da-bb56-2b71c3aed90d	2d16f24b-cb50-49b2-bfba-86e267325f02	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
54	gpu_sessions	01a22c8a-0f3a-7f3e-b267-3360d08d26ff	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	insert	2026-11-30 12:59:35.072099+00	postgres	\N	{}	{"status": "provisioning"}	880
55	training_jobs	01a22c8a-0f8c-7c34-b463-09d5490d04f7	f3438f13-ee44-4982-9fc5-2becfff59ad1	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
56	training_jobs	01a22c8a-0f8e-71fe-9227-fea06923af2f	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
57	training_jobs	01a22c8a-0f8e-70ae-8e7b-3c5507c5713c	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
58	training_jobs	01a22c8a-0f8e-7ac7-b44d-314291fd077f	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
59	training_jobs	01a22c8a-0f8e-7a4e-a6ca-2f11e15d59a3	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
60	training_jobs	01a22c8a-0f8f-762b-ad52-b7b096de8486	6179e4b4-29c7-4536-9c98-3a26e6a324a2	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
61	training_jobs	01a22c8a-0f8f-7d3c-a9d1-e0ba6dcd2169	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
62	training_jobs	01a22c8a-0f8f-7e1c-918e-a3382ce9a731	52f23835-5dbe-4ab7-835e-5d79b239db50	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
63	training_jobs	01a22c8a-0f8f-7004-a7f2-bb62f5a95e7b	978487ca-3b4f-4278-8fc5-b0b47839a04c	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
64	training_jobs	01a22c8a-0f8f-7193-a5b6-a95c7dfb4f54	2a206fa7-2a74-47c3-a689-4fa061f7fa39	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
65	training_jobs	01a22c8a-0f8f-7661-93e5-f2651aa60e32	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
66	training_jobs	01a22c8a-0f90-7767-be22-a1914959f10b	d687cd6d-d4cf-4b43-9837-81776d894f09	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
67	training_jobs	01a22c8a-0f90-7a35-bf5f-230d2cefb001	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
68	training_jobs	01a22c8a-0f90-7b7d-aa2d-9dc1fadde58d	de249777-eab9-41fd-8cc0-b8a53e9d20c3	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
69	training_jobs	01a22c8a-0f90-796f-9973-ec38b40624c0	c235763c-d82d-4839-b8e3-febea60431f2	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
70	training_jobs	01a22c8a-0f90-73a9-959a-5ac520235de1	ce251d84-6d7d-47e8-b27d-8a8a32516e99	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
71	training_jobs	01a22c8a-0f90-7c3d-96e9-6217b750bf9f	a8fd9777-55f6-4e65-910d-c90fdc05f53a	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
72	training_jobs	01a22c8a-0f90-7a91-ad00-5ba9bfdccff2	666138af-5eff-4421-8ac4-c73fa7fc7770	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
73	training_jobs	01a22c8a-0f91-7f67-b8ea-8ab7c768b0de	2d16f24b-cb50-49b2-bfba-86e267325f02	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
74	training_jobs	01a22c8a-0f91-7440-adf8-59f826a252e9	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	insert	2026-11-30 12:59:35.17981+00	postgres	\N	{}	{"status": "queued"}	881
75	training_jobs	01a22c8a-0f8c-7c34-b463-09d5490d04f7	f3438f13-ee44-4982-9fc5-2becfff59ad1	update	2026-11-30 12:59:35.200554+00	postgres	w	{"status": "queued", "worker": null, "attempts": 0, "lease_id": null, "started_at": null, "lease_expires_at": null}	{"status": "running", "worker": "w", "attempts": 1, "lease_id": "33b88650-a12e-40d4-a238-b50d7836ece8", "started_at": "2026-11-30T12:59:35.200554+00:00", "lease_expires_at": "2026-12-01T12:59:35.200554+00:00"}	882
76	submissions	01a22c8a-0fa9-793e-a675-00d37c3e086e	f3438f13-ee44-4982-9fc5-2becfff59ad1	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
77	submissions	01a22c8a-0fab-79af-aa74-3be8e7511a0c	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
78	submissions	01a22c8a-0fab-7249-93e3-933cb7349cf0	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
79	submissions	01a22c8a-0fab-70f5-aa84-b6668b87695e	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
80	submissions	01a22c8a-0fab-7d44-9baf-7537b39b1ef9	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
81	submissions	01a22c8a-0fac-7dfd-8a39-dfebf3b9aab0	6179e4b4-29c7-4536-9c98-3a26e6a324a2	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
82	submissions	01a22c8a-0fac-79b0-8a11-8bc6b930f4e9	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
83	submissions	01a22c8a-0fac-7c5e-b913-e44b2d911eed	52f23835-5dbe-4ab7-835e-5d79b239db50	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
84	submissions	01a22c8a-0fac-7523-b8fc-d323dbbcef71	978487ca-3b4f-4278-8fc5-b0b47839a04c	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
85	submissions	01a22c8a-0fac-7856-ae1b-2feb8badc83f	2a206fa7-2a74-47c3-a689-4fa061f7fa39	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
86	submissions	01a22c8a-0fad-745d-aab9-257792ea0e04	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
87	submissions	01a22c8a-0fad-78d3-b4f0-6d5ade4132c4	d687cd6d-d4cf-4b43-9837-81776d894f09	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
88	submissions	01a22c8a-0fad-77a2-9ec4-64f58bfc703e	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
89	submissions	01a22c8a-0fad-7fa2-ad50-9ffa5b032dc5	de249777-eab9-41fd-8cc0-b8a53e9d20c3	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
90	submissions	01a22c8a-0fad-7ceb-83fd-e0fae04ce85e	c235763c-d82d-4839-b8e3-febea60431f2	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
91	submissions	01a22c8a-0fad-7e3c-99a7-4533ab3b7c1b	ce251d84-6d7d-47e8-b27d-8a8a32516e99	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
92	submissions	01a22c8a-0fad-7174-9351-c6121baa2592	a8fd9777-55f6-4e65-910d-c90fdc05f53a	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
93	submissions	01a22c8a-0fad-70d3-9248-d9989cba8807	666138af-5eff-4421-8ac4-c73fa7fc7770	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
94	submissions	01a22c8a-0fae-7bcc-90e9-9aadd3d652c2	2d16f24b-cb50-49b2-bfba-86e267325f02	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
95	submissions	01a22c8a-0fae-73cd-9e1d-f20561a75da6	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
96	submissions	00000000-0000-0000-0000-000000000001	f3438f13-ee44-4982-9fc5-2becfff59ad1	insert	2026-11-30 12:59:35.208996+00	postgres	\N	{}	{"submission_status": "pending"}	883
97	submissions	00000000-0000-0000-0000-000000000001	f3438f13-ee44-4982-9fc5-2becfff59ad1	delete	2026-11-30 12:59:35.208996+00	postgres	\N	{"submission_status": "pending"}	{}	883
98	human_interventions	01a22c8a-0fc5-71c0-8478-2d9209890c44	f3438f13-ee44-4982-9fc5-2becfff59ad1	insert	2026-11-30 12:59:35.235475+00	postgres	\N	{}	{"status": "approved"}	884
99	human_interventions	01a22c8a-0fd1-7434-a186-00e42c5dcb10	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	insert	2026-11-30 12:59:35.235475+00	postgres	\N	{}	{"status": "approved"}	884
100	human_interventions	01a22c8a-0fd3-742b-99de-a610fd83f2fb	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	insert	2026-11-30 12:59:35.235475+00	postgres	\N	{}	{"status": "approved"}	884
101	human_interventions	01a22c8a-0fd6-755d-b106-e96b34b20c3c	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	insert	2026-11-30 12:59:35.235475+00	postgres	\N	{}	{"status": "approved"}	884
102	human_interventions	01a22c8a-0fd7-70f6-934f-a6abb6667fc9	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	insert	2026-11-30 12:59:35.235475+00	postgres	\N	{}	{"status": "approved"}	884
103	human_interventions	01a22c8a-0fd8-7da7-95b9-fa8126fc3a46	6179e4b4-29c7-4536-9c98-3a26e6a324a2	insert	2026-11-30 12:59:35.235475+00	postgres	\N	{}	{"status": "approved"}	884
104	human_interventions	01a22c8a-0fdd-76d8-93f4-2e239c779511	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	insert	2026-11-30 12:59:35.235475+00	postgres	\N	{}	{"status": "approved"}	884
105	human_interventions	01a22c8a-0fde-78d7-ab79-05bbc0397b32	52f23835-5dbe-4ab7-835e-5d79b239db50	insert	2026-11-30 12:59:35.235475+00	postgres	\N	{}	{"status": "approved"}	884
106	human_interventions	01a22c8a-1014-7798-92dd-2757eb3ebb2b	978487ca-3b4f-4278-8fc5-b0b47839a04c	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
107	human_interventions	01a22c8a-1019-7c45-b0e1-888aa56a6c79	2a206fa7-2a74-47c3-a689-4fa061f7fa39	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
108	human_interventions	01a22c8a-1019-760a-8009-15952bf7f5b7	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
109	human_interventions	01a22c8a-101a-7727-9a18-9a2283a67a01	d687cd6d-d4cf-4b43-9837-81776d894f09	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
110	human_interventions	01a22c8a-101e-71a0-b603-95d6329daaf4	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
111	human_interventions	01a22c8a-101f-70b3-a454-5dad48d8be85	de249777-eab9-41fd-8cc0-b8a53e9d20c3	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
112	human_interventions	01a22c8a-1024-7c41-9159-31308a8c9d86	c235763c-d82d-4839-b8e3-febea60431f2	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
113	human_interventions	01a22c8a-1025-7ea9-b590-31d2900ead48	ce251d84-6d7d-47e8-b27d-8a8a32516e99	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
114	human_interventions	01a22c8a-1025-7858-941e-04dbc11656ba	a8fd9777-55f6-4e65-910d-c90fdc05f53a	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
115	human_interventions	01a22c8a-1026-704b-8913-f305fa5f1099	666138af-5eff-4421-8ac4-c73fa7fc7770	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
116	human_interventions	01a22c8a-1027-79dc-aa5b-83a322e0da20	2d16f24b-cb50-49b2-bfba-86e267325f02	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
117	human_interventions	01a22c8a-1027-7e76-969e-39e9aefc7c2a	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	insert	2026-11-30 12:59:35.315178+00	postgres	\N	{}	{"status": "pending"}	887
118	human_interventions	01a22c8a-1014-7798-92dd-2757eb3ebb2b	978487ca-3b4f-4278-8fc5-b0b47839a04c	update	2026-11-30 12:59:35.315178+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T12:59:35.315178+00:00", "responded_by": "postgres"}	887
119	human_interventions	01a22c8a-1019-760a-8009-15952bf7f5b7	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	update	2026-11-30 12:59:35.315178+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T12:59:35.315178+00:00", "responded_by": "postgres"}	887
120	human_interventions	01a22c8a-1019-7c45-b0e1-888aa56a6c79	2a206fa7-2a74-47c3-a689-4fa061f7fa39	update	2026-11-30 12:59:35.315178+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T12:59:35.315178+00:00", "responded_by": "postgres"}	887
121	configurations	01a22c8a-10a5-7f5f-932b-9e1e7aeac21d	\N	insert	2026-11-30 12:59:35.460103+00	postgres	\N	{}	{"config_key": "a", "config_type": "system", "config_value": {"b": 1}, "is_encrypted": false, "is_sensitive": false}	891
122	configurations	01a22c8a-10ae-7c7d-aae1-f6c0bb227c7e	\N	insert	2026-11-30 12:59:35.462755+00	service_role	\N	{}	{"config_key": "kaggle.key", "config_type": "api", "config_value": "[redacted]", "is_encrypted": true, "is_sensitive": true}	892
123	agent_executions	01a22c8a-10bb-76a7-aefb-acb9738829cd	01a22c8a-10bb-76a7-aefb-acb9738829cd	insert	2026-11-30 12:59:35.482918+00	service_role	\N	{}	{"status": "cancelled"}	894
124	agent_executions	01a22c8a-10bc-77c8-b441-37a6bb651f4f	01a22c8a-10bc-77c8-b441-37a6bb651f4f	insert	2026-11-30 12:59:35.482918+00	service_role	\N	{}	{"status": "cancelled"}	894
125	agent_executions	01a22c8a-10bb-76a7-aefb-acb9738829cd	01a22c8a-10bb-76a7-aefb-acb9738829cd	delete	2026-11-30 12:59:35.482918+00	service_role	\N	{"status": "cancelled"}	{}	894
126	agent_executions	01a22c8a-10bc-77c8-b441-37a6bb651f4f	01a22c8a-10bc-77c8-b441-37a6bb651f4f	delete	2026-11-30 12:59:35.482918+00	service_role	\N	{"status": "cancelled"}	{}	894
127	agent_executions	01a22c8a-10bb-76a7-aefb-acb9738829cd	01a22c8a-10bb-76a7-aefb-acb9738829cd	insert	2026-11-30 12:59:35.482918+00	service_role	\N	{}	{"status": "cancelled"}	894
128	agent_executions	01a22c8a-1313-7d92-bd3f-92da14f5330c	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:36.101756+00	service_role	\N	{}	{"status": "pending"}	900
129	gpu_sessions	01a22c8a-1482-74ac-a904-8725ce76cb92	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:36.463061+00	service_role	\N	{}	{"status": "provisioning"}	909
130	training_jobs	01a22c8a-150a-7624-88ca-19b88d7e6812	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:36.601202+00	service_role	\N	{}	{"status": "queued"}	913
131	submissions	01a22c8a-1600-7d9f-b59f-5b93bf91bbd3	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:36.841977+00	service_role	\N	{}	{"submission_status": "pending"}	914
132	human_interventions	01a22c8a-162a-749a-804e-754e28a0a1db	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:36.881465+00	service_role	\N	{}	{"status": "pending"}	915
133	human_interventions	01a22c8a-162a-749a-804e-754e28a0a1db	01a22c8a-1313-7d92-bd3f-92da14f5330c	update	2026-11-30 12:59:36.920536+00	service_role	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null, "response_data": null}	{"status": "approved", "decision": "edit", "responded_at": "2026-11-30T12:59:36.920536+00:00", "responded_by": "service_role", "response_data": {"n": 0.1}}	916
138	agent_executions	01a22c8a-177e-78b9-b4bc-9718e20ad043	01a22c8a-177e-78b9-b4bc-9718e20ad043	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "pending"}	928
134	agent_executions	01a22c8a-1313-7d92-bd3f-92da14f5330c	01a22c8a-1313-7d92-bd3f-92da14f5330c	update	2026-11-30 12:59:36.940891+00	service_role	\N	{"status": "pending", "resume_status": null, "review_is_manual": null, "human_intervention_reason": null, "human_intervention_required": false}	{"status": "human_review", "resume_status": "pending", "review_is_manual": false, "human_intervention_reason": "?", "human_intervention_required": true}	917
135	human_interventions	01a22c8a-1669-7db7-b5a1-5773d5529056	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:36.940891+00	service_role	\N	{}	{"status": "pending"}	917
136	configurations	01a22c8a-1696-70c8-b23d-235dbb4cf8c5	\N	insert	2026-11-30 12:59:36.973818+00	service_role	\N	{}	{"config_key": "kaggle.token", "config_type": "system", "config_value": "[redacted]", "is_encrypted": true, "is_sensitive": true}	918
137	configurations	01a22c8a-16a2-749a-90e6-5703aa2d033b	\N	insert	2026-11-30 12:59:36.992712+00	service_role	\N	{}	{"config_key": "limits", "config_type": "system", "config_value": {"a": [1, null, 2.5]}, "is_encrypted": false, "is_sensitive": false}	919
139	agent_executions	01a22c8a-177f-72be-b50c-b6fd43e83d91	01a22c8a-177f-72be-b50c-b6fd43e83d91	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "data_acquisition"}	928
140	agent_executions	01a22c8a-177f-7fcb-b86e-7d1619245e01	01a22c8a-177f-7fcb-b86e-7d1619245e01	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "research"}	928
141	agent_executions	01a22c8a-177f-7eb0-aa47-602ae733fb9e	01a22c8a-177f-7eb0-aa47-602ae733fb9e	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "code_generation"}	928
142	agent_executions	01a22c8a-177f-72f4-8606-d603c26545a8	01a22c8a-177f-72f4-8606-d603c26545a8	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "training"}	928
143	agent_executions	01a22c8a-177f-7643-aac0-4fd677831bd1	01a22c8a-177f-7643-aac0-4fd677831bd1	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "human_review"}	928
144	agent_executions	01a22c8a-1780-753a-8e80-72840fa8f892	01a22c8a-1780-753a-8e80-72840fa8f892	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "submission"}	928
145	agent_executions	01a22c8a-1780-733b-b8ef-5148784895ed	01a22c8a-1780-733b-b8ef-5148784895ed	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "completed"}	928
146	agent_executions	01a22c8a-1780-7bbc-bbd9-578d65ac6846	01a22c8a-1780-7bbc-bbd9-578d65ac6846	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "failed"}	928
147	agent_executions	01a22c8a-1780-70c0-9506-8df1b00b1c52	01a22c8a-1780-70c0-9506-8df1b00b1c52	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "cancelled"}	928
148	training_jobs	01a22c8a-1793-7e23-ba05-7e248c31842b	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "queued"}	928
149	training_jobs	01a22c8a-1794-78e6-a8ed-3737a5072a9a	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "running"}	928
150	training_jobs	01a22c8a-1794-7aa5-bf2f-a1e2f21b3a64	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "completed"}	928
151	training_jobs	01a22c8a-1798-7dbe-89c7-b44ea1977b75	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "failed"}	928
152	training_jobs	01a22c8a-1799-79d7-b4a1-b7340528b013	01a22c8a-1313-7d92-bd3f-92da14f5330c	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "cancelled"}	928
153	submissions	01a22c8a-17a9-7e28-b4a5-3e68ae8b251a	01a22c8a-1780-753a-8e80-72840fa8f892	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"submission_status": "pending"}	928
154	submissions	01a22c8a-17aa-7460-88df-f7c1f3c64c27	01a22c8a-1780-753a-8e80-72840fa8f892	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"submission_status": "submitted"}	928
155	submissions	01a22c8a-17aa-7350-9663-2f3e40d68f20	01a22c8a-1780-753a-8e80-72840fa8f892	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"submission_status": "scored"}	928
156	submissions	01a22c8a-17aa-70e3-be94-230cf3a08e14	01a22c8a-1780-753a-8e80-72840fa8f892	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"submission_status": "failed"}	928
157	submissions	01a22c8a-17ab-785e-8aa3-6cf85841b87f	01a22c8a-1780-753a-8e80-72840fa8f892	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"submission_status": "disqualified"}	928
158	submissions	01a22c8a-17ab-78de-befe-608731726381	01a22c8a-1780-753a-8e80-72840fa8f892	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"submission_status": "unknown"}	928
159	gpu_sessions	01a22c8a-17b4-7a72-a3b2-69fc72937730	01a22c8a-177f-72f4-8606-d603c26545a8	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "provisioning"}	928
160	gpu_sessions	01a22c8a-17bd-7779-84bc-573e40d781be	01a22c8a-177f-72f4-8606-d603c26545a8	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "running"}	928
161	gpu_sessions	01a22c8a-17be-791f-8d4d-18bfe3b7c1b5	01a22c8a-177f-72f4-8606-d603c26545a8	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "idle"}	928
162	gpu_sessions	01a22c8a-17be-71f4-a0a6-3a26a7acd384	01a22c8a-177f-72f4-8606-d603c26545a8	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "terminated"}	928
163	gpu_sessions	01a22c8a-17be-717a-bc7c-20e2c6c191b2	01a22c8a-177f-72f4-8606-d603c26545a8	insert	2026-11-30 12:59:37.20991+00	service_role	\N	{}	{"status": "failed"}	928
\.


--
-- Data for Name: configurations; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.configurations (id, config_key, config_value, config_type, description, is_encrypted, is_sensitive, created_at, updated_at) FROM stdin;
01a22c8a-10a5-7f5f-932b-9e1e7aeac21d	a	{"b": 1}	system	\N	f	f	2026-11-30 12:59:35.460103+00	2026-11-30 12:59:35.460103+00
01a22c8a-10ae-7c7d-aae1-f6c0bb227c7e	kaggle.key	"v1:ww0ECQMClNjYr3V/018A0kIBfdTEv1t/s6kP8YkcfAV4RcGT+ZkcAs5wYiaUhcTdovr9aq1WbvWzI9s7WGc/y/T8xWrU4iiux26VB8LHB/g6mMs="	api	\N	t	t	2026-11-30 12:59:35.462755+00	2026-11-30 12:59:35.462755+00
01a22c8a-1696-70c8-b23d-235dbb4cf8c5	kaggle.token	"v1:ww0ECQMC4HN9pK+unXEA0k4BcG5Oy1HhfyJzVcTL5WSZDxWs/1zg1EJvhe9S6hfLE/WON/ByHjnl85j6d5Yln2sApBnukRnMJQMdgIfCLqH+gf1kmcxjk95XnXGwJV0="	system	\N	t	t	2026-11-30 12:59:36.973818+00	2026-11-30 12:59:36.973818+00
01a22c8a-16a2-749a-90e6-5703aa2d033b	limits	{"a": [1, null, 2.5]}	system	\N	f	f	2026-11-30 12:59:36.992712+00	2026-11-30 12:59:36.992712+00
\.


--
-- Data for Name: execution_steps; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.execution_steps (id, execution_id, round, name, stage, result, duration_seconds, worker, created_at) FROM stdin;
01a22c8a-0ec5-730d-8ca9-b608eb1e8ff8	f3438f13-ee44-4982-9fc5-2becfff59ad1	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-70e0-8708-6caa6141f011	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7d54-b24d-04a3a641564e	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7d3d-ac74-75a27bf359b0	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7ca9-8fd7-fc5ac97bd3fb	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-758e-937d-2d4934854ffc	6179e4b4-29c7-4536-9c98-3a26e6a324a2	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7ed6-a67f-b6c025d9a75a	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7942-90f3-827c0a7b3e68	52f23835-5dbe-4ab7-835e-5d79b239db50	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7320-a7f7-830f39db098f	978487ca-3b4f-4278-8fc5-b0b47839a04c	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7d22-9619-4e0305d4ed21	2a206fa7-2a74-47c3-a689-4fa061f7fa39	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7a1a-a33a-4c66ca4b1f0c	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7d8c-8e68-ac19fe960cbe	d687cd6d-d4cf-4b43-9837-81776d894f09	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7ace-9523-895d0ea2f157	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7e9e-8a57-4b32fd7ac645	de249777-eab9-41fd-8cc0-b8a53e9d20c3	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7763-9499-f4bc057d51c1	c235763c-d82d-4839-b8e3-febea60431f2	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7da6-afad-a06121f7d36f	ce251d84-6d7d-47e8-b27d-8a8a32516e99	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-724c-983b-01d3be6be760	a8fd9777-55f6-4e65-910d-c90fdc05f53a	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-728e-b001-b9415aad4cbb	666138af-5eff-4421-8ac4-c73fa7fc7770	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-7ff8-9bfd-19d04cbd3702	2d16f24b-cb50-49b2-bfba-86e267325f02	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-0ec6-73d1-9ff9-490ddc3d9e0f	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	0	features	research	{"rows": 3}	\N	w	2026-11-30 12:59:34.980125+00
01a22c8a-1467-7db0-bd86-29b0f35cbd52	01a22c8a-1313-7d92-bd3f-92da14f5330c	1	plan	pending	null	\N	w	2026-11-30 12:59:36.421273+00
\.


--
-- Data for Name: gpu_terminations; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.gpu_terminations (id, gpu_session_id, execution_id, attempts, next_attempt_at, claim_id, claimed_by, claimed_until, provider_status, last_error, escalated_at, confirmed_at, created_at) FROM stdin;
01a22c8a-1003-7840-934f-fc47bfdfc23b	01a22c8a-0f2a-7fa2-8abd-219a96f87af7	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-7193-b0a7-c70fc9a52e9d	01a22c8a-0f2b-75a5-a0c8-5b14f58621c9	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-786e-aba6-818302544c10	01a22c8a-0f2b-757f-b7e7-7f93cea4e863	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-73d6-97ca-ff03738bc93e	01a22c8a-0f2b-7746-911f-5bbff4207995	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-78eb-b7a9-073efeba0185	01a22c8a-0f2c-795f-a1aa-55e68f33b8a1	6179e4b4-29c7-4536-9c98-3a26e6a324a2	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-7522-96fd-b07d33e41ff5	01a22c8a-0f31-716c-bb31-459fc9c1e2eb	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-775b-9afe-3f1311950413	01a22c8a-0f31-7e7c-bb11-8cf13b0d4eb2	52f23835-5dbe-4ab7-835e-5d79b239db50	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-71a7-9efe-85c6d0ec68fb	01a22c8a-0f31-7c9e-a437-5f14d566a975	978487ca-3b4f-4278-8fc5-b0b47839a04c	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-772a-9480-9c1694861f75	01a22c8a-0f31-710b-8463-7b88ebddbe9f	2a206fa7-2a74-47c3-a689-4fa061f7fa39	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-7c74-a41d-ee3abdc41e7e	01a22c8a-0f32-7cc4-9cf3-75b3028e9c55	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-7eaf-9874-d5cd04f6e478	01a22c8a-0f32-7ddb-895f-9a4d7ba64782	d687cd6d-d4cf-4b43-9837-81776d894f09	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-7905-b644-fc64a4db3bed	01a22c8a-0f32-7549-b26d-666eeef243f7	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-7866-b636-f18902654836	01a22c8a-0f32-77e7-8d02-d6e50c4cc37b	de249777-eab9-41fd-8cc0-b8a53e9d20c3	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1003-77a9-b2f7-0cb2ab4925ba	01a22c8a-0f38-73b0-a8b7-e6a0efca0935	c235763c-d82d-4839-b8e3-febea60431f2	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1004-711e-8899-635e6cafd65a	01a22c8a-0f39-753b-9bc5-3cd1969245b5	ce251d84-6d7d-47e8-b27d-8a8a32516e99	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1004-7beb-9eab-869db03d042e	01a22c8a-0f39-730b-b4af-6fb6171f2244	a8fd9777-55f6-4e65-910d-c90fdc05f53a	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1004-716d-b773-133bafa1819e	01a22c8a-0f39-71b7-ba04-90017c6bac07	666138af-5eff-4421-8ac4-c73fa7fc7770	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1004-7a6a-8890-fc52b144ebe2	01a22c8a-0f3a-77da-bb56-2b71c3aed90d	2d16f24b-cb50-49b2-bfba-86e267325f02	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-1004-7cfb-8c27-d37403be3667	01a22c8a-0f3a-7f3e-b267-3360d08d26ff	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	0	2026-11-30 12:59:35.297327+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
01a22c8a-14d4-72ea-8876-4c5c3b1241b8	01a22c8a-1482-74ac-a904-8725ce76cb92	01a22c8a-1313-7d92-bd3f-92da14f5330c	0	2026-11-30 12:59:36.523127+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 12:59:36.523127+00
01a22c8a-1002-7163-a60e-599fefc1fb5a	01a22c8a-0f21-7c41-ab11-181373619220	f3438f13-ee44-4982-9fc5-2becfff59ad1	0	2026-11-30 12:59:35.297327+00	01a22c8a-14c1-7529-babd-2319d4c524dd	s	2026-11-30 12:59:36.573127+00	\N	\N	\N	\N	2026-11-30 12:59:35.297327+00
\.


--
-- Data for Name: human_interventions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.human_interventions (id, execution_id, intervention_type, priority, status, title, description, context_data, assigned_to, response, response_data, notification_sent, notification_method, escalation_count, sla_deadline, created_at, responded_at, updated_at, subject, response_schema, allowed_decisions, proposal, timeout_action, decision, responded_by, pauses_execution) FROM stdin;
01a22c8a-0fc5-71c0-8478-2d9209890c44	f3438f13-ee44-4982-9fc5-2becfff59ad1	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 16:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22c8a-0fd1-7434-a186-00e42c5dcb10	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 16:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22c8a-0fd3-742b-99de-a610fd83f2fb	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 16:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22c8a-0fd6-755d-b106-e96b34b20c3c	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 16:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22c8a-0fd7-70f6-934f-a6abb6667fc9	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 16:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22c8a-0fd8-7da7-95b9-fa8126fc3a46	6179e4b4-29c7-4536-9c98-3a26e6a324a2	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 16:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22c8a-0fdd-76d8-93f4-2e239c779511	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 16:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22c8a-0fde-78d7-ab79-05bbc0397b32	52f23835-5dbe-4ab7-835e-5d79b239db50	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 16:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	2026-11-30 12:59:35.235475+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22c8a-101a-7727-9a18-9a2283a67a01	d687cd6d-d4cf-4b43-9837-81776d894f09	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22c8a-101e-71a0-b603-95d6329daaf4	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22c8a-101f-70b3-a454-5dad48d8be85	de249777-eab9-41fd-8cc0-b8a53e9d20c3	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22c8a-1024-7c41-9159-31308a8c9d86	c235763c-d82d-4839-b8e3-febea60431f2	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22c8a-1025-7ea9-b590-31d2900ead48	ce251d84-6d7d-47e8-b27d-8a8a32516e99	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22c8a-1025-7858-941e-04dbc11656ba	a8fd9777-55f6-4e65-910d-c90fdc05f53a	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22c8a-1026-704b-8913-f305fa5f1099	666138af-5eff-4421-8ac4-c73fa7fc7770	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22c8a-1027-79dc-aa5b-83a322e0da20	2d16f24b-cb50-49b2-bfba-86e267325f02	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22c8a-1027-7e76-969e-39e9aefc7c2a	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22c8a-1014-7798-92dd-2757eb3ebb2b	978487ca-3b4f-4278-8fc5-b0b47839a04c	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	2026-11-30 12:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22c8a-1019-760a-8009-15952bf7f5b7	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	2026-11-30 12:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22c8a-1019-7c45-b0e1-888aa56a6c79	2a206fa7-2a74-47c3-a689-4fa061f7fa39	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 16:59:35.315178+00	2026-11-30 12:59:35.315178+00	2026-11-30 12:59:35.315178+00	2026-11-30 12:59:35.315178+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22c8a-162a-749a-804e-754e28a0a1db	01a22c8a-1313-7d92-bd3f-92da14f5330c	approval_required	medium	approved	?	May I?	\N	\N	\N	{"n": 0.1}	f	\N	0	2026-11-30 16:59:36.881465+00	2026-11-30 12:59:36.881465+00	2026-11-30 12:59:36.920536+00	2026-11-30 12:59:36.920536+00	\N	{"properties": {"n": {"maximum": 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160}}}	{edit,reject}	{"n": 1.5}	reject	edit	service_role	f
01a22c8a-1669-7db7-b5a1-5773d5529056	01a22c8a-1313-7d92-bd3f-92da14f5330c	approval_required	medium	pending	?	May I?	\N	\N	\N	\N	f	\N	0	2026-11-30 16:59:36.940891+00	2026-11-30 12:59:36.940891+00	\N	2026-11-30 12:59:36.940891+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	t
\.


--
-- Data for Name: notices; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.notices (id, kind, priority, title, details, dedup_key, execution_id, competition_id, submission_id, created_at, ended_at) FROM stdin;
01a22c8a-1009-70aa-b1d9-0a7cdfda2a0f	better_score	low	t	{}	978487ca-3b4f-4278-8fc5-b0b47839a04c	978487ca-3b4f-4278-8fc5-b0b47839a04c	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-7577-83c2-6751c80e1757	better_score	low	t	{}	2a206fa7-2a74-47c3-a689-4fa061f7fa39	2a206fa7-2a74-47c3-a689-4fa061f7fa39	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-76c6-be4d-c7a53d68bf60	better_score	low	t	{}	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-7605-bae3-463724dd9e32	better_score	low	t	{}	d687cd6d-d4cf-4b43-9837-81776d894f09	d687cd6d-d4cf-4b43-9837-81776d894f09	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-7ab5-8a3c-23c01c95aa23	better_score	low	t	{}	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-7adb-adcd-325da977017b	better_score	low	t	{}	de249777-eab9-41fd-8cc0-b8a53e9d20c3	de249777-eab9-41fd-8cc0-b8a53e9d20c3	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-7767-bf5a-e811c18f71ad	better_score	low	t	{}	c235763c-d82d-4839-b8e3-febea60431f2	c235763c-d82d-4839-b8e3-febea60431f2	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-7268-950f-a056127090aa	better_score	low	t	{}	ce251d84-6d7d-47e8-b27d-8a8a32516e99	ce251d84-6d7d-47e8-b27d-8a8a32516e99	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-7907-beae-1a9b3eefcf65	better_score	low	t	{}	a8fd9777-55f6-4e65-910d-c90fdc05f53a	a8fd9777-55f6-4e65-910d-c90fdc05f53a	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-762a-a365-78721bd31694	better_score	low	t	{}	666138af-5eff-4421-8ac4-c73fa7fc7770	666138af-5eff-4421-8ac4-c73fa7fc7770	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-70bf-8b66-15ad6a246f8f	better_score	low	t	{}	2d16f24b-cb50-49b2-bfba-86e267325f02	2d16f24b-cb50-49b2-bfba-86e267325f02	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100b-7ddd-abe0-53f0ea403039	better_score	low	t	{}	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100c-7b18-8dbd-a1799800bfca	better_score	low	t	{}	f3438f13-ee44-4982-9fc5-2becfff59ad1	f3438f13-ee44-4982-9fc5-2becfff59ad1	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100c-788b-83bc-b5141ff8a70b	better_score	low	t	{}	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100c-7869-91c8-d182cbf8cb18	better_score	low	t	{}	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100c-79a1-a2c1-c0d572d2193d	better_score	low	t	{}	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100c-7a50-8124-052dc97135b8	better_score	low	t	{}	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100c-707c-ad0f-09ac3c330dc0	better_score	low	t	{}	6179e4b4-29c7-4536-9c98-3a26e6a324a2	6179e4b4-29c7-4536-9c98-3a26e6a324a2	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-100c-7ab1-a1e3-ecd5200ddb02	better_score	low	t	{}	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-1011-7970-8314-f12d18d22d6a	better_score	low	t	{}	52f23835-5dbe-4ab7-835e-5d79b239db50	52f23835-5dbe-4ab7-835e-5d79b239db50	\N	\N	2026-11-30 12:59:35.304116+00	\N
01a22c8a-19c5-7f31-b896-888cc54e0d1a	health	high	machines: 24 live; to terminate: 1 (requested)	{"found": "24 live; to terminate: 1 (requested)", "state": "problem", "remedy": "They cost money: run `kaggle-store supervise`, or terminate what gpu_sessions_due() lists at the providers, then call close_gpu_session().", "subject": "machines"}	health:machines:problem	\N	\N	\N	2026-11-30 12:59:37.510018+00	\N
01a22c8a-19c6-70b9-a33f-720bc4f75de9	health	medium	upkeep: there is no pg_cron; not run in time: integrity_notices; last run 2026-11-30 12:59 UTC	{"found": "there is no pg_cron; not run in time: integrity_notices; last run 2026-11-30 12:59 UTC", "state": "warning", "remedy": "Run `kaggle-store upkeep --every 1m` on a machine that is always on.", "subject": "upkeep"}	health:upkeep:warning	\N	\N	\N	2026-11-30 12:59:37.510018+00	\N
\.


--
-- Data for Name: intervention_notifications; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.intervention_notifications (id, intervention_id, notice_id, reason, created_at, sent_at, notification_method, routed_at) FROM stdin;
01a22c8a-102e-70a5-b2fc-12c9005d0fa8	01a22c8a-1014-7798-92dd-2757eb3ebb2b	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-1035-7a5e-b772-005d0197dfe5	01a22c8a-1019-7c45-b0e1-888aa56a6c79	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-1037-7787-a25e-e0e6a299fb72	01a22c8a-1019-760a-8009-15952bf7f5b7	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-103e-73c9-9e14-3afd13f68fd0	01a22c8a-101a-7727-9a18-9a2283a67a01	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-1043-7294-8017-afa647c6b9a0	01a22c8a-101e-71a0-b603-95d6329daaf4	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-104e-78fa-aaa8-186344e91d8a	01a22c8a-101f-70b3-a454-5dad48d8be85	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-1055-754b-9ac8-de0eaae2e980	01a22c8a-1024-7c41-9159-31308a8c9d86	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-1056-74e6-8482-fde9c2b8566e	01a22c8a-1025-7ea9-b590-31d2900ead48	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-1058-746b-b1d2-35922e14b7e5	01a22c8a-1025-7858-941e-04dbc11656ba	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-105c-76c3-86ef-610ab97ff33c	01a22c8a-1026-704b-8913-f305fa5f1099	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-1062-7cfd-88c0-77659f224f76	01a22c8a-1027-79dc-aa5b-83a322e0da20	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-1064-7bc0-b093-a8c3ecf306ee	01a22c8a-1027-7e76-969e-39e9aefc7c2a	\N	requested	2026-11-30 12:59:35.315178+00	\N	\N	\N
01a22c8a-164a-71bf-b757-d89214d46c15	01a22c8a-162a-749a-804e-754e28a0a1db	\N	requested	2026-11-30 12:59:36.881465+00	\N	\N	\N
01a22c8a-167d-7662-b9f0-4d073c9e26fd	01a22c8a-1669-7db7-b5a1-5773d5529056	\N	requested	2026-11-30 12:59:36.940891+00	\N	\N	\N
01a22c8a-19c5-7f17-b957-954c100e2494	\N	01a22c8a-19c5-7f31-b896-888cc54e0d1a	noticed	2026-11-30 12:59:37.510018+00	\N	\N	\N
01a22c8a-19c6-7afb-8ef4-7772c07d1163	\N	01a22c8a-19c6-70b9-a33f-720bc4f75de9	noticed	2026-11-30 12:59:37.510018+00	\N	\N	\N
\.


--
-- Data for Name: notification_deliveries; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.notification_deliveries (id, notification_id, channel, priority, status, attempts, next_attempt_at, claim_id, claimed_by, claimed_until, last_error, sent_at, created_at) FROM stdin;
01a22c8a-10b9-7453-a3d3-bd27f280e936	01a22c8a-102e-70a5-b2fc-12c9005d0fa8	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-764b-98d3-e16c527e21ed	01a22c8a-1035-7a5e-b772-005d0197dfe5	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-7d1d-b052-639d633f4223	01a22c8a-1037-7787-a25e-e0e6a299fb72	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-76a5-b6ff-34b90ef0a71d	01a22c8a-103e-73c9-9e14-3afd13f68fd0	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-767b-8f77-68dffb5cb2b4	01a22c8a-1043-7294-8017-afa647c6b9a0	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-74b2-a120-6dc572a519b0	01a22c8a-104e-78fa-aaa8-186344e91d8a	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-70b1-a1a0-b95e1de1a388	01a22c8a-1055-754b-9ac8-de0eaae2e980	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-7dd0-b660-0f14a9827acc	01a22c8a-1056-74e6-8482-fde9c2b8566e	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-78f4-ba93-660a7c40ef2c	01a22c8a-1058-746b-b1d2-35922e14b7e5	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-7e5c-9bc4-8aca48cc0033	01a22c8a-105c-76c3-86ef-610ab97ff33c	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-745f-b25a-5a292068c739	01a22c8a-1062-7cfd-88c0-77659f224f76	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
01a22c8a-10ba-77f9-96e0-16e23425dc54	01a22c8a-1064-7bc0-b093-a8c3ecf306ee	team	low	pending	0	2026-11-30 12:59:35.480425+00	\N	\N	\N	\N	\N	2026-11-30 12:59:35.480425+00
\.


--
-- Data for Name: research_results; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.research_results (id, execution_id, research_type, query_text, source_api, raw_response, processed_insights, relevance_score, citation_count, research_duration_seconds, tokens_consumed, cost_dollars, created_at, external_id) FROM stdin;
01a22c8a-0ecd-7c76-b588-9d2f917215e7	f3438f13-ee44-4982-9fc5-2becfff59ad1	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ecf-7682-8d82-f0adf7c2ed40	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ecf-7c50-ac78-712849eddb78	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-7593-ac70-ca75acdc58f3	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-75f2-b025-d4d41dd2ba75	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-735e-806b-2c2e3696df46	6179e4b4-29c7-4536-9c98-3a26e6a324a2	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-7a04-9c75-bfb33efaa6d4	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-7e08-b09b-8163f398d420	52f23835-5dbe-4ab7-835e-5d79b239db50	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-768c-9617-b74a93945f5f	978487ca-3b4f-4278-8fc5-b0b47839a04c	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-7061-9258-de5c9bc1121c	2a206fa7-2a74-47c3-a689-4fa061f7fa39	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-7fc2-80c5-8781a4bdcc10	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-769f-b8cf-f7eebeb8abbc	d687cd6d-d4cf-4b43-9837-81776d894f09	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-7726-b2f5-79b54a47de60	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-78f6-87d4-5e2f092375ff	de249777-eab9-41fd-8cc0-b8a53e9d20c3	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-7b20-8537-035b1cd50e76	c235763c-d82d-4839-b8e3-febea60431f2	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed0-72f5-92f8-dadf5da3daa8	ce251d84-6d7d-47e8-b27d-8a8a32516e99	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed1-76ed-b174-dbb488118a85	a8fd9777-55f6-4e65-910d-c90fdc05f53a	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed1-764a-9990-09e848a0f73b	666138af-5eff-4421-8ac4-c73fa7fc7770	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed1-7387-b762-af48f15e9954	2d16f24b-cb50-49b2-bfba-86e267325f02	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-0ed1-7dcc-bc75-52870d924081	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:34.988452+00	\N
01a22c8a-134e-71c4-8b57-7f0c4801dce8	01a22c8a-1313-7d92-bd3f-92da14f5330c	academic_papers	boosting	arxiv	{"title": "quotes \\" and \\\\ and 日本語"}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:36.150362+00	\N
01a22c8a-135a-7ec7-83df-2c030ceb0bcf	01a22c8a-1313-7d92-bd3f-92da14f5330c	academic_papers	stacking	arxiv	{"title": "quotes \\" and \\\\ and 日本語"}	\N	\N	0	\N	\N	\N	2026-11-30 12:59:36.161643+00	\N
\.


--
-- Data for Name: system_metrics_2026_09; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22c8a-1713-715e-a74f-bdc9fa3e37f8	loss	NaN	gauge	{"day": 0}	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	2026-09-01 00:00:00+00
01a22c8a-1713-715e-a74f-bdc9fa3e37f9	loss	Infinity	gauge	{"day": 1}	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	2026-09-02 00:00:00+00
01a22c8a-1713-715e-a74f-bdc9fa3e37fa	loss	-Infinity	gauge	{"day": 2}	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	2026-09-03 00:00:00+00
01a22c8a-1713-715e-a74f-bdc9fa3e37fb	loss	0.1	gauge	{"day": 3}	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	2026-09-04 00:00:00+00
\.


--
-- Data for Name: system_metrics_2026_10; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22c8a-1741-7c4d-a21e-b58b002b33b3	loss	1e+300	gauge	{"day": 0}	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	2026-10-01 00:00:00+00
01a22c8a-1741-7c4d-a21e-b58b002b33b4	loss	5e-324	gauge	{"day": 1}	01a22c8a-1313-7d92-bd3f-92da14f5330c	\N	2026-10-02 00:00:00+00
\.


--
-- Data for Name: system_metrics_2026_11; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22c8a-109a-75f8-bde6-11ca1ec23f06	loss	NaN	gauge	\N	2d16f24b-cb50-49b2-bfba-86e267325f02	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-725c-99c0-8f8e9f6263a1	loss	NaN	gauge	\N	17a48cbd-2dfb-4b0d-bb07-daa8fc2ef46b	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-70f5-8943-ec60168270ac	loss	NaN	gauge	\N	978487ca-3b4f-4278-8fc5-b0b47839a04c	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-7e43-8b9a-557645e3c15c	loss	NaN	gauge	\N	9a7ba0d4-90c4-47a1-a83c-67c3180ec4a3	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-766d-9f45-3e09ab429ff0	loss	NaN	gauge	\N	2a206fa7-2a74-47c3-a689-4fa061f7fa39	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-713c-8626-1dc7c7af68a4	loss	NaN	gauge	\N	f3438f13-ee44-4982-9fc5-2becfff59ad1	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-7d4d-a965-65f1690cbe6e	loss	NaN	gauge	\N	ea8b704e-a3dc-470f-9a51-f1d5751c4cf5	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-719b-adea-e279945adebc	loss	NaN	gauge	\N	a2e7b422-eaae-4f80-a7d3-7b3d46cfe2a9	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-7a78-be75-bc37bc02dc4a	loss	NaN	gauge	\N	8378dcb1-2c20-445c-8e8b-ca70e8f1d025	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-7086-a4ad-9cc02942dc77	loss	NaN	gauge	\N	bb4a0b65-1a63-44c3-b491-3b7ff08bd4b8	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-7d49-ac18-c969d4b74a54	loss	NaN	gauge	\N	6179e4b4-29c7-4536-9c98-3a26e6a324a2	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-7c22-848f-c359e2e9cf2e	loss	NaN	gauge	\N	7da2a06d-5f5f-452e-84c9-dc0a042bb58d	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-776e-93b5-f4ce940a8148	loss	NaN	gauge	\N	52f23835-5dbe-4ab7-835e-5d79b239db50	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-7575-ac9d-53de671b705e	loss	NaN	gauge	\N	d687cd6d-d4cf-4b43-9837-81776d894f09	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-70f5-97c4-e1bfc32078be	loss	NaN	gauge	\N	f9a8c3e7-0733-470c-8f94-bd5d7f8344fe	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-737f-8faa-81a48ddd14be	loss	NaN	gauge	\N	de249777-eab9-41fd-8cc0-b8a53e9d20c3	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-73e1-a7c5-6132b6694ea5	loss	NaN	gauge	\N	c235763c-d82d-4839-b8e3-febea60431f2	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-7d59-b9ee-6662d1a6d1ad	loss	NaN	gauge	\N	ce251d84-6d7d-47e8-b27d-8a8a32516e99	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-754f-b2cb-100fd1c88fb0	loss	NaN	gauge	\N	a8fd9777-55f6-4e65-910d-c90fdc05f53a	\N	2026-11-30 12:59:35.448354+00
01a22c8a-109a-7ae5-a408-f1c174b0b42b	loss	NaN	gauge	\N	666138af-5eff-4421-8ac4-c73fa7fc7770	\N	2026-11-30 12:59:35.448354+00
\.


--
-- Data for Name: system_metrics_2026_12; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
\.


--
-- Data for Name: system_metrics_2027_01; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
\.


--
-- Data for Name: system_metrics_2027_02; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
\.


--
-- Data for Name: system_metrics_default; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
\.


--
-- Data for Name: upkeep_runs; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.upkeep_runs (id, task, started_at, duration_seconds, outcome, counts, error_code, error, run_by) FROM stdin;
01a22c8a-113f-7179-8f4d-57b640b6e52b	leftovers	2026-11-30 12:59:35.612897+00	0.01053	done	{"more_left": false, "cancelled_jobs": 0, "forgotten_runs": 0, "forgotten_claims": 0, "forgotten_readings": 0, "withdrawn_interventions": 0}	\N	\N	service_role
01a22c8a-17cf-79be-9d3d-692b8b06a262	overdue_interventions	2026-11-30 12:59:37.303096+00	0.008455	done	{"escalated": 0, "more_left": false}	\N	\N	service_role
01a22c8a-17f8-7468-ba1f-e2dbf00b773f	gpu_sessions	2026-11-30 12:59:37.337536+00	0.007214	done	{"due": 1}	\N	\N	service_role
01a22c8a-1811-71e5-a38d-9cfc89ed63f5	leftovers	2026-11-30 12:59:37.364129+00	0.005424	done	{"more_left": false, "cancelled_jobs": 0, "forgotten_runs": 0, "forgotten_claims": 0, "forgotten_readings": 0, "withdrawn_interventions": 0}	\N	\N	service_role
01a22c8a-182d-73e0-afad-b8dbb48dc243	metric_partitions	2026-11-30 12:59:37.390353+00	0.001208	done	{"created": 0, "moved_rows": 0}	\N	\N	service_role
01a22c8a-1838-7333-872c-3a213282723c	metrics_retention	2026-11-30 12:59:37.401401+00	0.008044	done	{"busy": 0, "dropped": 0, "more_left": false, "purged_rows": 0, "kept_unexported": 0, "forgotten_notices": 0}	\N	\N	service_role
01a22c8a-184d-72ac-a06a-27695ea7a93b	archive	2026-11-30 12:59:37.4224+00	0.002042	done	{"busy": 0, "refused": {}, "archived": 0, "more_left": false}	\N	\N	service_role
01a22c8a-1856-718d-9dc3-0d4c9c1d8952	execution_summary	2026-11-30 12:59:37.431068+00	0.018849	done	{}	\N	\N	service_role
01a22c8a-1875-7e74-afd7-0cf4bc45dcc8	notices	2026-11-30 12:59:37.463239+00	0.007538	done	{"more_left": false, "forgotten_counts": 0, "overdue_executions": 0, "unknown_submissions": 0}	\N	\N	service_role
01a22c8a-1891-7739-9922-0f168f9fe9ef	health_notices	2026-11-30 12:59:37.493013+00	0.286636	done	{"gone": 0, "found": 2}	\N	\N	service_role
01a22c8a-19cb-7841-bf51-ddbdc245c8f8	integrity_notices	2026-11-30 12:59:37.8055+00	0.051209	done	{"gone": 0, "found": 0, "slices": 1, "more_left": false}	\N	\N	service_role
\.


--
-- Data for Name: _local_key; Type: TABLE DATA; Schema: vault; Owner: supabase_admin
--

COPY vault._local_key (passphrase) FROM stdin;
ea58ca0b12c79fcdfa68e2b093c4922fb7128ab61a7295acdfa511941c8344a5
\.


--
-- Data for Name: secrets; Type: TABLE DATA; Schema: vault; Owner: supabase_admin
--

COPY vault.secrets (id, name, description, secret, key_id, nonce, created_at, updated_at) FROM stdin;
897b00f6-fdfd-425f-b00d-d9106dbe704a	kaggle_store_generated_key_1	Encrypts secrets of kaggle_store	ww0EBwMCGA+zdzzHBXxj0nEBIKOC586N+dbMsi3V+3g9U5rJda1RkczxelWOdThR9JYEes2CK6NT\nBPh4iQnsc49UsJaIM0RVtcA+d67R23R/pMYgr7KO54IA8J7dD/fCfpkflwTwapRwZ4rEOPXkfX72\nYSdD9DTUJ+YhNuHgp6+ZYg==	\N	\N	2026-11-30 12:59:31.607314+00	2026-11-30 12:59:31.607314+00
\.


--
-- Name: audit_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.audit_log_id_seq', 163, true);


--
-- PostgreSQL database dump complete
--

\unrestrict I46nWgMhNAjY74BL9Lw1ycj773oA87b84l9vG7NtOe0b45701Ra8bNqfBgMNgx7

set session_replication_role = origin;
select kaggle_store.adopt_audit_log();
update kaggle_store.clock set shift = '2026-11-30 12:59:37.981265+00:00'::timestamptz - pg_catalog.now();
