-- The rows of a filled store of release 0.1.0, made by `python -m tests.upgrade.dump`.
-- The encryption keys are those of a store which existed for seconds.
set session_replication_role = replica;
truncate agent_executions, archived_executions, artifacts, audit_log, competitions, configurations, execution_steps, generated_code, gpu_sessions, gpu_terminations, human_interventions, intervention_notifications, kaggle_store.access_mode, kaggle_store.added_grants, kaggle_store.allowed_moves, kaggle_store.answer_times, kaggle_store.archived_rows, kaggle_store.artifact_removals, kaggle_store.claims, kaggle_store.clock, kaggle_store.created_roles, kaggle_store.deleted_slots, kaggle_store.encryption_keys, kaggle_store.installed, kaggle_store.integrity_round, kaggle_store.known_metrics, kaggle_store.late_metrics, kaggle_store.lost_leases, kaggle_store.members, kaggle_store.metric_exports, kaggle_store.readings, kaggle_store.recorded_access, kaggle_store.restored_executions, kaggle_store.upkeep_policy, kaggle_store.upkeep_tasks, kaggle_store.workflow_steps, notices, notification_deliveries, research_results, submissions, system_metrics, training_jobs, upkeep_runs, vault._local_key, vault.secrets;
select count(*) from public.ensure_metric_partitions('2026-09-01', '2027-02-01');
--
-- PostgreSQL database dump
--

\restrict lVw9syRdaXXzVpKwOCM2tvF47KWSHToKSqWtJk14bDgtfnYd1lP00jUZgfAzbOl

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
01a22cac-88e9-7347-806a-1c57eea0c99a	07460929-3495-4c2e-8d45-3d480f250153	old 2	cancelled	2023-01-01 00:00:00+00	2023-01-02 00:00:00+00	2026-11-30 13:37:14.471681+00	2026-11-30 13:37:19.566937+00	1	{"agent_executions": 1}	4e35d5b92d6e4ea897aa162942b6a08b3cfe84073021701d5b379ba5da5625d6
\.


--
-- Data for Name: archived_rows; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.archived_rows (execution_id, place, table_name, document) FROM stdin;
01a22cac-88e9-7347-806a-1c57eea0c99a	1	agent_executions	{"id": "01a22cac-88e9-7347-806a-1c57eea0c99a", "round": 1, "status": "cancelled", "worker": null, "attempts": 0, "lease_id": null, "priority": 0, "lease_end": null, "created_at": "2023-01-01T00:00:00+00:00", "started_at": "2023-01-02T00:00:00+00:00", "updated_at": "2026-11-30T13:37:14.471681+00:00", "available_at": "2026-11-30T13:37:14.471681+00:00", "completed_at": "2023-01-02T00:00:00+00:00", "current_step": 1, "max_attempts": 3, "error_message": null, "resume_reason": "fresh", "resume_status": null, "source_record": {}, "competition_id": "07460929-3495-4c2e-8d45-3d480f250153", "execution_name": "old 2", "lease_expires_at": null, "review_is_manual": null, "gpu_budget_dollars": 0.150000, "gpu_budget_consumed": 0.000000, "target_submission_hours": 24, "human_intervention_reason": null, "human_intervention_required": false}
\.


--
-- Data for Name: artifact_removals; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.artifact_removals (id, execution_id, name, uri, sha256, listed_at) FROM stdin;
b2539584-4f26-45c7-b169-6e693dc6cfdc	83a320ba-3ede-4492-a574-584df77d6981	model.bin	file:///artifacts/83a320ba-3ede-4492-a574-584df77d6981/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	2026-11-30 13:37:14.453965+00
\.


--
-- Data for Name: claims; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.claims (lease_id, worker, claimed_at) FROM stdin;
4672b3df-05cf-4d53-b854-2b976de1bf25	w	2026-11-30 13:37:14.264746+00
88f1f0f2-e605-427c-a712-98a7a9e8108f	w	2026-11-30 13:37:14.357439+00
eea4ff7f-b322-4f81-b924-b6a27ce5128d	w	2026-11-30 13:37:14.919192+00
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
ba565ce6-4e28-423d-b565-c0e3affeb8c8	2026-11-30	00000000-0000-0000-0000-000000000001
\.


--
-- Data for Name: encryption_keys; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.encryption_keys (version, fingerprint, vault_name, secret, created_at) FROM stdin;
1	c7905cb3682deb5e	kaggle_store_generated_key_1	\N	2026-11-30 13:37:11.902772+00
\.


--
-- Data for Name: installed; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.installed (name, sha256, installed_at) FROM stdin;
20261123000000_foundation	ef5de083b934083ec8d7d5cb8bdfab5feb984d5214ed7a0fed730f65cb1009c6	2026-11-30 13:37:11.700575+00
20261123000100_types	ffdf31452f0f7df86d1beba7512dbdf63689d34bb403071815c4d57719a3be39	2026-11-30 13:37:11.753467+00
20261123000150_bounds	5751743035341b53f2aa611ba24ddc65751525a77a21ab39a559cec6c59e8524	2026-11-30 13:37:11.771576+00
20261123000200_lifecycles	fb017df54fd826647adcae012903e211b2bba8113e12ff1ba02e6d7e9a38ad47	2026-11-30 13:37:11.77663+00
20261123000250_leases	bfc6eaf1423f4b7b3b1927966447adec90c74521dafc3a8db8c883d910232680	2026-11-30 13:37:11.788802+00
20261123000300_audit_log	9550015a93b45d83ec504c2d196ece9f9635877ca965e0186fd20934ffe3f321	2026-11-30 13:37:11.812792+00
20261123000350_members	d5468cf8da7e597265698e79b54d2725b48306138c57de768d6ba82d797333b2	2026-11-30 13:37:11.852323+00
20261123000400_secrets	a7df9a7b3b6ddaed3e849af1e1a62474a6d4ee1731a3c8a7821b99dfb5c8db32	2026-11-30 13:37:11.902772+00
20261123010100_competitions	58aa7ecedcdd0ff8a26308d4460a672775913c4e31d7f79b59f86db4614482e1	2026-11-30 13:37:11.965247+00
20261123010200_discovery	d7cb7e6ed8b5baf523979b2bacf3b6b7a2dc5b17b5d1d39c650de6bcb59cc032	2026-11-30 13:37:12.017742+00
20261123010300_agent_executions	74ea8d06f78a3e5f43809513e9cdf399fdf72a41a764a10d8cf307276e527610	2026-11-30 13:37:12.028168+00
20261123010400_execution_claims	6e03b9ef303fd3d60149bcfca9ee92f544353423544a98b826bf7a6498307bbb	2026-11-30 13:37:12.083951+00
20261123010500_worker_tokens	a0647a06c08ab72262e717210f495b93331604601f7c860d8bc4154d2085ae94	2026-11-30 13:37:12.10205+00
20261123020100_research_results	7ebcb66e073a68dbedb1ad59a6de146b9bf225e3268022cee0f7450795ce162c	2026-11-30 13:37:12.105174+00
20261123020200_generated_code	3d1848fbdf7f9f4c8a705262a23ed7e94bb6451ce71eb7f87e52a435ef2cbc95	2026-11-30 13:37:12.141247+00
20261123020300_execution_steps	8e2b934ace369d1405d4c3033a7d425b4537892da04cee46b2de113767a30426	2026-11-30 13:37:12.189841+00
20261123030100_gpu_sessions	439c1687a92fb745f9fdaf9a5d36b32c93862ae325018948ba4ed41cb16442cb	2026-11-30 13:37:12.218035+00
20261123030110_gpu_budget	d97a390eb77fcf323264b4a895631563158374468146c0ed4e2cb5cf3ca4d598	2026-11-30 13:37:12.267626+00
20261123030115_gpu_terminations	935b14f41a31a28ed35d304e229a77e06583130704e6b4aafb015d050fa2c9a8	2026-11-30 13:37:12.285806+00
20261123030120_ssh_credentials	549c9dfc558c704035446f8f6ef011ec89ad6ce534df136571fb288f47a1008a	2026-11-30 13:37:12.308158+00
20261123030200_training_jobs	854ee88a0078e8d13911e64c3d5f147dd493ebd6c1e2ca727becad33db2961dc	2026-11-30 13:37:12.314107+00
20261123030210_training_claims	f13ba900797ca14856c229364032747ee79589a90ce3cc89a4ba205b12d87cf5	2026-11-30 13:37:12.369358+00
20261123030300_submissions	b3c1344d9618c9a13303ca80806b2a5bfc547ced6a4471abd4daed8cd54780a5	2026-11-30 13:37:12.385091+00
20261123030390_answer_schemas	d776f6e235a258a461b8eb6df6c491fd9c0e753365e03e2586fedad6d8040db8	2026-11-30 13:37:12.507919+00
20261123030400_human_interventions	153e6d2182425b272ec4b0d302bfa00ca6d2d911f1e2da7a720fea05bd44f22f	2026-11-30 13:37:12.521546+00
20261123030405_notices	6d864538838b71b1c5f3fe917bd7f4f5f2988979fad4eafb7331d60df80beb1b	2026-11-30 13:37:12.571387+00
20261123030410_intervention_responses	e36501fb6b77e9e613f70d50dc7b3ce708c40f5b891a08854aaef4a3631150f0	2026-11-30 13:37:12.594712+00
20261123030500_deletes	cae6ba18ee330c52e6fbf537a45dd65718941ff96e9420075ce2afcbc526bf4f	2026-11-30 13:37:12.660237+00
20261123030600_artifacts	fff9e910dff87a7856b3dad8406fcdeeded8e1fd2a59be6f74535076245fa036	2026-11-30 13:37:12.662915+00
20261123040100_system_metrics	3e09244c58abf9a992a72b977671b4aaada271c11d14f8cd32c4642a7a1d9b23	2026-11-30 13:37:12.708929+00
20261123040110_training_progress	a3199415efbc1d139f1d44489f95f711799fc14746b8db60b71e527cbf38ecec	2026-11-30 13:37:12.870136+00
20261123040120_metric_buckets	e85134bbe121b98623cb74eb17ecb28d4783dd4eb33b91d113ec311b5b742478	2026-11-30 13:37:12.878675+00
20261123040130_metric_exports	77c914c3446ff00d33e650c25681e6bb3cf60b9ede2ee759982d3693db8b441c	2026-11-30 13:37:12.890513+00
20261123040200_configurations	50894284e438ae68b7508715a484408868316ac6fb7d4609744b9160244224f7	2026-11-30 13:37:12.912655+00
20261123040210_secret_settings	7c9e904dbbd0b6a10e09eb74a59963d3751ffb3e1929900bcb61620b53694810	2026-11-30 13:37:12.935979+00
20261123050100_dashboards	1413c71734ecc9013766a010ace64ed9dffae484885438ce55ef701b6def1fb1	2026-11-30 13:37:12.949341+00
20261123050150_costs_and_scores	9f936859d45716ffaf2e56d441653f7b4956d2df07ba16be20ac05856feca9eb	2026-11-30 13:37:12.964288+00
20261123050160_code_tree	bf98ab5de5e643a8feccc37200d75de861e589066aadd986536079ce32086164	2026-11-30 13:37:12.982628+00
20261123050170_recent_executions	2d6225d194463d69f88380d5a89a78a191d4f91655bb1e7051fb749a0a108442	2026-11-30 13:37:12.998624+00
20261123050200_execution_summary	3b7260c60645aa14819b1b307c289f57d9e8d6effd3ad5f33a81828b5c6d1f28	2026-11-30 13:37:13.000829+00
20261123050300_upkeep	794624631f6012d4b86d4a03911ac3acdfe5b6b71bfe2297368c2e494db76d58	2026-11-30 13:37:13.029984+00
20261123050305_deliveries	ad161c193e2d3b204b4d3d706a44a50394dc827728bb4c4cc79733589ff3ec35	2026-11-30 13:37:13.072472+00
20261123050310_archive	87a1083bb344a626398cf6eda73a87e7a823aae40eeddd406ce52ae40e78a683	2026-11-30 13:37:13.125029+00
20261123050320_upkeep_runs	c98b449421f5535c84e85dc8251860e1735cec037580cf49c71fcde793c2d618	2026-11-30 13:37:13.164246+00
20261123050350_integrity	4835c4ac052472fe1352121d3d0cb603b24e74758efddeedb0f43bb5f7decff3	2026-11-30 13:37:13.206087+00
20261123050360_health	482b53e29d8fdcf3db8bdb5f83bf8f3dfec3739fa48c4485264734baac8191b1	2026-11-30 13:37:13.222432+00
20261123050365_noticing	47013dfebdbf169d76b904272905c3a5283b7dc660f6aa882546d789dd1ce050	2026-11-30 13:37:13.249809+00
20261123050367_page_reads	389052be8c631dba59a94b6ffdc92131bb7103b7a2a7ed4324e1a189db9cef5a	2026-11-30 13:37:13.283398+00
20261123050370_access	c2a42b16e8ac0b994c4ec2a10d6e0943ad79e4fd92c3bdd786b64dc6cbca2e8d	2026-11-30 13:37:13.356216+00
20261123050400_schedule	b5234818e87177a46a9a65e25377038c3025d8e5e787a54d13e4df82a1d90a4c	2026-11-30 13:37:13.397251+00
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
f6e260f1-3019-4fa5-849f-c3e9382e7fbd	1	2026-11-30 13:37:14.524683+00
\.


--
-- Data for Name: members; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.members (id, is_admin, added_by, added_at) FROM stdin;
2896e2f1-f592-4efa-8187-8226a1dd41c4	f	me	2026-11-30 13:37:14.188091+00
\.


--
-- Data for Name: metric_exports; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.metric_exports (month, pending_id, export_id, uri, row_count, manifest_sha256, exported_at, dropped_at) FROM stdin;
2024-01-01	847859cb-5859-4e12-a112-0cab01ddf0ef	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: readings; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.readings (ticket, table_name, row_id, reader, asked_at, asked_in) FROM stdin;
fb81b19e-c490-425c-9b61-177f6f555798	configurations	8dab3288-0f24-4ce9-a487-15f6c425b44f	postgres	2026-11-30 13:37:14.178026+00	872
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
13cd2371-b470-4c0a-94f2-52948324ce85	c2	Competition 2	\N	other	\N	\N	\N	2026-12-02 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
ba565ce6-4e28-423d-b565-c0e3affeb8c8	c3	Competition 3	\N	other	\N	\N	\N	2026-12-03 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
18661cc1-485e-4473-b57b-b9d945520f58	c4	Competition 4	\N	other	\N	\N	\N	2026-12-04 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
4f77fa26-ce43-418d-8767-a640bfaa4862	c5	Competition 5	\N	other	\N	\N	\N	2026-12-05 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
0747c67c-225f-406b-b7a2-154a9ae47a96	c6	Competition 6	\N	other	\N	\N	\N	2026-12-06 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
a02fb6f5-0528-44cb-99e9-fb26946c48c8	c7	Competition 7	\N	other	\N	\N	\N	2026-12-07 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
514589f6-76ba-4416-8601-0b34fdc8a9de	c8	Competition 8	\N	other	\N	\N	\N	2026-12-08 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
6d310a33-1900-4556-9b0c-3adf406c3062	c9	Competition 9	\N	other	\N	\N	\N	2026-12-09 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
9ce7fd20-25b0-444b-a0f1-5d98558ddfb3	c10	Competition 10	\N	other	\N	\N	\N	2026-12-10 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
bf9150ec-7ecd-4d4b-8cb2-396bd2c4471d	c11	Competition 11	\N	other	\N	\N	\N	2026-12-11 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
18360cb8-225e-45c5-857d-58d222008cb1	c12	Competition 12	\N	other	\N	\N	\N	2026-12-12 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
07460929-3495-4c2e-8d45-3d480f250153	c13	Competition 13	\N	other	\N	\N	\N	2026-12-13 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
2a416655-da77-4426-af2f-3d7922d6da24	c14	Competition 14	\N	other	\N	\N	\N	2026-12-14 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
de07b052-fde3-457c-9319-cba005c7dadc	c15	Competition 15	\N	other	\N	\N	\N	2026-12-15 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
f10ef27a-3558-4d9b-a008-0fdc1a139f93	c16	Competition 16	\N	other	\N	\N	\N	2026-12-16 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
ed51af8a-0e9b-410e-a010-f0ecf2f08399	c17	Competition 17	\N	other	\N	\N	\N	2026-12-17 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
1032d2b7-afb1-444f-84fa-f214ee2ba9e0	c18	Competition 18	\N	other	\N	\N	\N	2026-12-18 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
c1280dc5-9416-45bc-abb5-d172c8cd5f14	c19	Competition 19	\N	other	\N	\N	\N	2026-12-19 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
48b2e5be-3c9e-4260-bd95-f5dabebdfc1f	c20	Competition 20	\N	other	\N	\N	\N	2026-12-20 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	maximize	f	{}	inferred
87ee89e2-b797-444d-8c41-cf9b942fdf82	c1	Competition 1	\N	other	\N	\N	\N	2026-12-01 13:37:14.192141+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.192141+00	2026-11-30 13:37:14.192141+00	minimize	f	{}	given
01a22cac-89dd-7a2e-a78a-d11831dff520	titanic	Tita\tnic\\.\n\\N 🚢	\N	other	\N	\N	\N	2026-12-31 23:59:59+00	\N	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:37:14.725124+00	2026-11-30 13:37:14.725124+00	maximize	t	{}	given
\.


--
-- Data for Name: agent_executions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.agent_executions (id, competition_id, execution_name, status, priority, gpu_budget_dollars, gpu_budget_consumed, target_submission_hours, current_step, error_message, human_intervention_required, human_intervention_reason, started_at, completed_at, created_at, updated_at, source_record, resume_status, available_at, attempts, max_attempts, worker, lease_id, lease_expires_at, lease_end, resume_reason, review_is_manual, round) FROM stdin;
83a320ba-3ede-4492-a574-584df77d6981	c1280dc5-9416-45bc-abb5-d172c8cd5f14	run of c19	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
37948421-8fac-437f-9a93-0ad2f0f35e4c	87ee89e2-b797-444d-8c41-cf9b942fdf82	run of c1	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
53c4d23a-6b56-418a-a729-e08c32bd0bdc	13cd2371-b470-4c0a-94f2-52948324ce85	run of c2	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
0ff02519-876b-419c-a9d2-6841eb09dda2	9ce7fd20-25b0-444b-a0f1-5d98558ddfb3	run of c10	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
b72d5c62-fac6-49d7-bc8b-4f8b9b888430	18360cb8-225e-45c5-857d-58d222008cb1	run of c12	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-8a29-79d7-ab9f-180746f92d8c	01a22cac-89dd-7a2e-a78a-d11831dff520	first	human_review	0	100.000000	0.000000	24	1	\N	t	?	\N	\N	2026-11-30 13:37:14.804951+00	2026-11-30 13:37:15.403583+00	{}	pending	2026-11-30 13:37:14.941318+00	0	3	w	eea4ff7f-b322-4f81-b924-b6a27ce5128d	\N	released	fresh	f	1
01a22cac-8d3f-7ee6-bfec-e6d65bf99cf2	01a22cac-89dd-7a2e-a78a-d11831dff520	execution pending	pending	0	0.150000	0.000000	24	1	\N	f	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-8d40-7a45-b152-633af8e7a44f	01a22cac-89dd-7a2e-a78a-d11831dff520	execution data_acquisition	data_acquisition	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 13:37:15.580532+00	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-8d40-7a76-9809-5a1bc8374ef6	01a22cac-89dd-7a2e-a78a-d11831dff520	execution research	research	0	0.150000	0.000000	24	2	\N	f	\N	2026-11-30 13:37:15.580532+00	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-8d40-73f7-8b63-caa40ce4b8e2	01a22cac-89dd-7a2e-a78a-d11831dff520	execution code_generation	code_generation	0	0.150000	0.000000	24	3	\N	f	\N	2026-11-30 13:37:15.580532+00	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-88e8-7ab4-93f9-6b42815b5ebe	07460929-3495-4c2e-8d45-3d480f250153	old 1	cancelled	0	0.150000	0.000000	24	1	\N	f	\N	2023-01-02 00:00:00+00	2023-01-02 00:00:00+00	2023-01-01 00:00:00+00	2026-11-30 13:37:14.471681+00	{}	\N	2026-11-30 13:37:14.471681+00	0	3	\N	\N	\N	\N	fresh	\N	1
7865f7b2-3793-40fe-92fb-90edabf7fd74	ba565ce6-4e28-423d-b565-c0e3affeb8c8	run of c3	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.386972+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	18661cc1-485e-4473-b57b-b9d945520f58	run of c4	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.386972+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
459b5a0f-5197-4db9-89ee-33cf59b0f704	0747c67c-225f-406b-b7a2-154a9ae47a96	run of c6	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.386972+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
991481b2-196b-4847-8e3b-0b422fbc8ca3	a02fb6f5-0528-44cb-99e9-fb26946c48c8	run of c7	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.386972+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
dcf0e59b-5ab9-409b-a346-42e331d8aac7	514589f6-76ba-4416-8601-0b34fdc8a9de	run of c8	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.386972+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
19073e66-d16c-4fae-9320-7c6bfa625c2f	6d310a33-1900-4556-9b0c-3adf406c3062	run of c9	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.386972+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
c64463ff-e70f-4ef7-87af-6933b6427491	48b2e5be-3c9e-4260-bd95-f5dabebdfc1f	run of c20	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.386972+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
03ddc2e0-8c31-417c-a021-4458e2fe6f4a	4f77fa26-ce43-418d-8767-a640bfaa4862	run of c5	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.386972+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	1	3	w	4672b3df-05cf-4d53-b854-2b976de1bf25	2026-12-01 13:37:14.264746+00	\N	fresh	\N	1
01a22cac-8d45-7aaa-89bc-787218af0a87	01a22cac-89dd-7a2e-a78a-d11831dff520	execution human_review	human_review	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 13:37:15.580532+00	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	training	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-8d45-7e05-88fb-26146daf9216	01a22cac-89dd-7a2e-a78a-d11831dff520	execution submission	submission	0	0.150000	0.000000	24	6	\N	f	\N	2026-11-30 13:37:15.580532+00	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
5ddb7a85-e340-4ed2-871f-a98a680066c8	bf9150ec-7ecd-4d4b-8cb2-396bd2c4471d	run of c11	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-8d45-75c1-abeb-5da2edba8d0d	01a22cac-89dd-7a2e-a78a-d11831dff520	execution completed	completed	0	0.150000	0.000000	24	10	\N	f	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
1cf57a3a-ac8b-4123-9756-5600e3ce61ef	07460929-3495-4c2e-8d45-3d480f250153	run of c13	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
e7415949-8b6a-467a-a9f3-533914b6cbca	2a416655-da77-4426-af2f-3d7922d6da24	run of c14	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
1ea843a6-c960-4706-a773-b5701a24496c	de07b052-fde3-457c-9319-cba005c7dadc	run of c15	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
3a417967-a193-408e-8a9e-e0529931cc62	f10ef27a-3558-4d9b-a008-0fdc1a139f93	run of c16	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
10c1af05-63f3-4432-9c88-0bfc5e8a11ee	ed51af8a-0e9b-410e-a010-f0ecf2f08399	run of c17	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	1032d2b7-afb1-444f-84fa-f214ee2ba9e0	run of c18	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:37:14.217889+00	\N	2026-11-30 13:37:14.217889+00	2026-11-30 13:37:14.413987+00	{"from": "elsewhere"}	\N	2026-11-30 13:37:14.217889+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-8d45-7df2-a42e-e5ff94cad87f	01a22cac-89dd-7a2e-a78a-d11831dff520	execution failed	failed	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-8d45-71a4-b885-f457020fba4d	01a22cac-89dd-7a2e-a78a-d11831dff520	execution cancelled	cancelled	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cac-8d45-7e19-958f-acd300501f22	01a22cac-89dd-7a2e-a78a-d11831dff520	execution training	training	0	0.150000	0.000000	24	4	\N	f	\N	2026-11-30 13:37:15.580532+00	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh	\N	1
\.


--
-- Data for Name: restored_executions; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.restored_executions (execution_id, restored_at) FROM stdin;
01a22cac-88e8-7ab4-93f9-6b42815b5ebe	2026-11-30 13:37:14.471681+00
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
overdue_interventions	00:01:00	* * * * *	2026-11-30 13:37:13.164246+00
gpu_sessions	00:01:00	* * * * *	2026-11-30 13:37:13.164246+00
leftovers	00:10:00	5-59/10 * * * *	2026-11-30 13:37:13.164246+00
metric_partitions	1 day	10 0 * * *	2026-11-30 13:37:13.164246+00
metrics_retention	01:00:00	20 * * * *	2026-11-30 13:37:13.164246+00
archive	01:00:00	3-59/10 * * * *	2026-11-30 13:37:13.164246+00
execution_summary	01:00:00	30 * * * *	2026-11-30 13:37:13.164246+00
notices	00:01:00	* * * * *	2026-11-30 13:37:13.164246+00
health_notices	00:10:00	7-59/10 * * * *	2026-11-30 13:37:13.164246+00
integrity_notices	01:00:00	9-59/10 * * * *	2026-11-30 13:37:13.164246+00
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
01a22cac-8825-72cd-92d5-1cca58e6b723	7865f7b2-3793-40fe-92fb-90edabf7fd74	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8827-7191-8329-605bfe97f735	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8827-7e2a-a2a0-86acbf6cbd77	459b5a0f-5197-4db9-89ee-33cf59b0f704	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8827-7209-93a7-dbf890640ad5	991481b2-196b-4847-8e3b-0b422fbc8ca3	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8827-7f46-ab8e-c7c823e4f1b8	dcf0e59b-5ab9-409b-a346-42e331d8aac7	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8827-7ec5-840e-4c64f46568df	19073e66-d16c-4fae-9320-7c6bfa625c2f	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8827-7cf2-a2ec-56025ddb0fdb	c64463ff-e70f-4ef7-87af-6933b6427491	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8827-7e83-8af8-f759d05b049c	53c4d23a-6b56-418a-a729-e08c32bd0bdc	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8827-72ec-93d0-44cb6ae099d7	0ff02519-876b-419c-a9d2-6841eb09dda2	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8827-79eb-8c0f-6018515d9b8c	5ddb7a85-e340-4ed2-871f-a98a680066c8	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-796a-bd05-2840c40befcf	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-776b-a050-63a3f7cd9c51	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-7534-acd5-8eb479406f22	e7415949-8b6a-467a-a9f3-533914b6cbca	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-7909-894d-6b27499d06af	1ea843a6-c960-4706-a773-b5701a24496c	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-7f93-b840-579f835767b0	3a417967-a193-408e-8a9e-e0529931cc62	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-7121-8f99-d88916fd67c7	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-7756-a9de-574cc8bf7ed6	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-7805-8b79-242ce586cc94	83a320ba-3ede-4492-a574-584df77d6981	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-735e-9019-2c5b4faa554f	37948421-8fac-437f-9a93-0ad2f0f35e4c	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8828-7ffb-af87-447ed239405d	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	\N	\N	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:37:14.276895+00	2026-11-30 13:37:14.276895+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres
01a22cac-8a56-7b97-8ac1-a7e5485dd410	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	\N	training	a.py	\N	pass\n\tx = 1\n	python	\N	\N	\N	\N	f	pending	\N	f	\N	\N	\N	2026-11-30 13:37:14.843916+00	2026-11-30 13:37:14.843916+00	{}	\N	\N
00000000-0000-0000-0000-000000000001	01a22cac-8a29-79d7-ab9f-180746f92d8c	01a22cac-8a56-7b97-8ac1-a7e5485dd410	debug	training	b.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	f	\N	\N	\N	2026-11-30 13:37:14.849744+00	2026-11-30 13:37:14.849744+00	{}	\N	\N
\.


--
-- Data for Name: gpu_sessions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.gpu_sessions (id, execution_id, provider, instance_id, instance_type, gpu_count, memory_gb, storage_gb, hourly_rate_dollars, region, status, provisioned_at, terminated_at, total_runtime_minutes, total_cost_dollars, cost_limit_dollars, auto_terminate_at, ssh_connection_info, error_message, created_at, updated_at, source_record, last_heartbeat_at, gpu_utilization_percent, terminate_requested, terminate_reason, reserved_dollars, billed_dollars) FROM stdin;
01a22cac-8841-76a3-8cfb-d42be83ea843	7865f7b2-3793-40fe-92fb-90edabf7fd74	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8844-797e-99f8-a5eb3953cf11	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8844-79ae-91dc-ec9708c5e41b	459b5a0f-5197-4db9-89ee-33cf59b0f704	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8844-709b-84c9-34f35a727940	991481b2-196b-4847-8e3b-0b422fbc8ca3	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8845-7c13-ada8-6e1a0d1cc576	dcf0e59b-5ab9-409b-a346-42e331d8aac7	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8845-7f8c-a4a0-9dedb3516ea2	19073e66-d16c-4fae-9320-7c6bfa625c2f	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8845-793b-b3dd-529ac2b526c3	c64463ff-e70f-4ef7-87af-6933b6427491	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8845-715c-9452-c06d0eb579b8	53c4d23a-6b56-418a-a729-e08c32bd0bdc	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8845-7ef2-9d34-03850f10ff7f	0ff02519-876b-419c-a9d2-6841eb09dda2	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8846-7d85-9718-728d6f10f6ad	5ddb7a85-e340-4ed2-871f-a98a680066c8	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8846-7d7c-8b4f-865c3b341d0c	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8846-7f2e-bfad-a24a4b6d193d	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8846-724a-8fad-ffdc9e79c563	e7415949-8b6a-467a-a9f3-533914b6cbca	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8846-7c8f-88f1-fa169a9d8214	1ea843a6-c960-4706-a773-b5701a24496c	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8847-78af-a9f0-177b229cb3e3	3a417967-a193-408e-8a9e-e0529931cc62	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8847-77a4-ab23-6d092ed80632	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8849-7bd3-a1d5-0949dfd665d7	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8849-7550-b2d8-340c841b3c46	83a320ba-3ede-4492-a574-584df77d6981	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-884a-7de3-b374-9457cf084666	37948421-8fac-437f-9a93-0ad2f0f35e4c	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-884a-7718-b3c3-2305a85ab12d	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:37:14.30393+00	2026-11-30 13:37:14.30393+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8ac8-7dfa-ab75-8bc660c15d07	01a22cac-8a29-79d7-ab9f-180746f92d8c	vast_ai	\N	A100	1	\N	\N	2.000000	\N	provisioning	\N	\N	0.000000	0.000000	100.000000	\N	"v1:ww0ECQMCEJfIwZWkth4A0mcBkndeIYdoa/gDSY+MfYaHsXB35GnGy0rieH9hDNM7bY9jVXSfw1Lu6U8DBXYlSyFVhmA9td3LYfWCEF/SnrNd9fv4Q526EGgejdC9dR0aWFneiIOgHhQJRqbCPI5n1HrveF8EopwZ"	\N	2026-11-30 13:37:14.969573+00	2026-11-30 13:37:15.008302+00	{}	\N	\N	t	requested	100.000000	\N
01a22cac-8d63-790b-b9ba-31bd442b7b40	01a22cac-8d45-7e19-958f-acd300501f22	vast_ai	\N	session provisioning	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000000	0.150000	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	\N	f	\N	0.150000	\N
01a22cac-8d68-7d57-9656-ff2de9c7852a	01a22cac-8d45-7e19-958f-acd300501f22	vast_ai	\N	session running	1	\N	\N	\N	\N	running	2026-11-30 13:37:15.580532+00	\N	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	2026-11-30 13:37:15.580532+00	\N	f	\N	\N	\N
01a22cac-8d69-73d1-9e85-38d026b93423	01a22cac-8d45-7e19-958f-acd300501f22	vast_ai	\N	session idle	1	\N	\N	\N	\N	idle	2026-11-30 13:37:15.580532+00	\N	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	2026-11-30 13:37:15.580532+00	\N	f	\N	\N	\N
01a22cac-8d69-717f-be78-1a18a3d77bd1	01a22cac-8d45-7e19-958f-acd300501f22	vast_ai	\N	session terminated	1	\N	\N	\N	\N	terminated	\N	2026-11-30 13:37:15.580532+00	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	\N	f	\N	\N	\N
01a22cac-8d69-7f6d-966a-4a795dbb1478	01a22cac-8d45-7e19-958f-acd300501f22	vast_ai	\N	session failed	1	\N	\N	\N	\N	failed	\N	2026-11-30 13:37:15.580532+00	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	\N	f	\N	\N	\N
\.


--
-- Data for Name: training_jobs; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.training_jobs (id, execution_id, gpu_session_id, code_id, job_name, model_type, hyperparameters, dataset_split, status, started_at, completed_at, runtime_minutes, peak_memory_gb, gpu_utilization_percent, best_validation_score, final_test_score, model_artifacts_path, logs_path, metrics, early_stopping_epoch, total_epochs, error_message, created_at, updated_at, source_record, priority, progress, current_epoch, available_at, attempts, max_attempts, worker, lease_id, lease_expires_at, lease_end, resume_reason) FROM stdin;
01a22cac-8866-7589-bef2-6f62a4b0dc50	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	\N	01a22cac-8827-7191-8329-605bfe97f735	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8866-7577-82ed-9a778a1e3bb6	459b5a0f-5197-4db9-89ee-33cf59b0f704	\N	01a22cac-8827-7e2a-a2a0-86acbf6cbd77	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8866-7974-8689-42b7be781560	991481b2-196b-4847-8e3b-0b422fbc8ca3	\N	01a22cac-8827-7209-93a7-dbf890640ad5	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8867-7621-832e-caa4f023f129	dcf0e59b-5ab9-409b-a346-42e331d8aac7	\N	01a22cac-8827-7f46-ab8e-c7c823e4f1b8	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8867-77d5-a436-babeba06556f	19073e66-d16c-4fae-9320-7c6bfa625c2f	\N	01a22cac-8827-7ec5-840e-4c64f46568df	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8867-79cf-b94b-c8b06c128d21	c64463ff-e70f-4ef7-87af-6933b6427491	\N	01a22cac-8827-7cf2-a2ec-56025ddb0fdb	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8867-71fb-ab20-e391c49b4fb8	53c4d23a-6b56-418a-a729-e08c32bd0bdc	\N	01a22cac-8827-7e83-8af8-f759d05b049c	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8867-7308-8bc0-0fc3e0676a43	0ff02519-876b-419c-a9d2-6841eb09dda2	\N	01a22cac-8827-72ec-93d0-44cb6ae099d7	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8867-7df5-ab96-62740af8523a	5ddb7a85-e340-4ed2-871f-a98a680066c8	\N	01a22cac-8827-79eb-8c0f-6018515d9b8c	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8867-74b0-8926-c88bd14dbcac	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	\N	01a22cac-8828-796a-bd05-2840c40befcf	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8867-76a3-844d-bf9b1c0accea	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	\N	01a22cac-8828-776b-a050-63a3f7cd9c51	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8868-7726-af96-60c1bad6474e	e7415949-8b6a-467a-a9f3-533914b6cbca	\N	01a22cac-8828-7534-acd5-8eb479406f22	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8868-75f4-97f5-35d632b460c0	1ea843a6-c960-4706-a773-b5701a24496c	\N	01a22cac-8828-7909-894d-6b27499d06af	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8868-7894-86bd-cae707f74194	3a417967-a193-408e-8a9e-e0529931cc62	\N	01a22cac-8828-7f93-b840-579f835767b0	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8868-7b0f-a0e1-e402eb087795	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	\N	01a22cac-8828-7121-8f99-d88916fd67c7	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8868-75ba-908a-73efc5c98af5	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	\N	01a22cac-8828-7756-a9de-574cc8bf7ed6	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8868-738a-9470-2c77bedf9d33	83a320ba-3ede-4492-a574-584df77d6981	\N	01a22cac-8828-7805-8b79-242ce586cc94	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8868-7635-903c-4e76263f0a61	37948421-8fac-437f-9a93-0ad2f0f35e4c	\N	01a22cac-8828-735e-9019-2c5b4faa554f	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8868-72cf-bba0-be430b242f30	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	\N	01a22cac-8828-7ffb-af87-447ed239405d	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.340552+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8865-79a5-85fe-ab512138e0d9	7865f7b2-3793-40fe-92fb-90edabf7fd74	\N	01a22cac-8825-72cd-92d5-1cca58e6b723	job	\N	{"learning_rate": 0.1}	\N	running	2026-11-30 13:37:14.357439+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.340552+00	2026-11-30 13:37:14.357439+00	{}	0	\N	\N	2026-11-30 13:37:14.340552+00	1	3	w	88f1f0f2-e605-427c-a712-98a7a9e8108f	2026-12-01 13:37:14.357439+00	\N	fresh
01a22cac-8b4e-793b-a8ac-22dc91343e5d	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	01a22cac-8a56-7b97-8ac1-a7e5485dd410	job	\N	\N	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:15.102557+00	2026-11-30 13:37:15.102557+00	{}	0	\N	\N	2026-11-30 13:37:15.102557+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8d50-7d6d-a91d-737ddcd10519	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	00000000-0000-0000-0000-000000000001	job queued	\N	\N	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	0	\N	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8d55-79f5-a458-4d6e15d79c9a	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	00000000-0000-0000-0000-000000000001	job running	\N	\N	\N	running	2026-11-30 13:37:15.580532+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	0	\N	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8d55-785c-bfc1-21acd0004228	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	00000000-0000-0000-0000-000000000001	job completed	\N	\N	\N	completed	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	0	\N	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8d55-7d85-bdac-226d228480c0	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	00000000-0000-0000-0000-000000000001	job failed	\N	\N	\N	failed	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	0	\N	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh
01a22cac-8d56-7b7b-9220-67bf46d841f1	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	00000000-0000-0000-0000-000000000001	job cancelled	\N	\N	\N	cancelled	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	0	\N	\N	2026-11-30 13:37:15.580532+00	0	3	\N	\N	\N	\N	fresh
\.


--
-- Data for Name: submissions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.submissions (id, execution_id, training_job_id, submission_file_path, description, kaggle_submission_id, public_score, private_score, public_rank, private_rank, total_participants, submission_status, submitted_at, scored_at, error_message, created_at, updated_at, source_record, file_sha256, allow_duplicate, slot_day, competition_id) FROM stdin;
01a22cac-887b-75f1-9122-a83d760b913d	7865f7b2-3793-40fe-92fb-90edabf7fd74	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	ba565ce6-4e28-423d-b565-c0e3affeb8c8
01a22cac-8881-7d59-808e-ca2b1143d2ed	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	18661cc1-485e-4473-b57b-b9d945520f58
01a22cac-8881-78e7-90eb-65ff00c58a7e	459b5a0f-5197-4db9-89ee-33cf59b0f704	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	0747c67c-225f-406b-b7a2-154a9ae47a96
01a22cac-8882-71be-910c-74535979222d	991481b2-196b-4847-8e3b-0b422fbc8ca3	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	a02fb6f5-0528-44cb-99e9-fb26946c48c8
01a22cac-8882-779a-afa0-07f6ccfa97fd	dcf0e59b-5ab9-409b-a346-42e331d8aac7	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	514589f6-76ba-4416-8601-0b34fdc8a9de
01a22cac-8882-778a-89f4-8da1fc9e63c3	19073e66-d16c-4fae-9320-7c6bfa625c2f	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	6d310a33-1900-4556-9b0c-3adf406c3062
01a22cac-8882-7118-a6a5-477dc425c657	c64463ff-e70f-4ef7-87af-6933b6427491	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	48b2e5be-3c9e-4260-bd95-f5dabebdfc1f
01a22cac-8882-7043-8bf3-e2988fb2034e	53c4d23a-6b56-418a-a729-e08c32bd0bdc	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	13cd2371-b470-4c0a-94f2-52948324ce85
01a22cac-8882-7645-822d-3f2c6f24b752	0ff02519-876b-419c-a9d2-6841eb09dda2	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	9ce7fd20-25b0-444b-a0f1-5d98558ddfb3
01a22cac-8883-7069-a1a7-f619f1907a40	5ddb7a85-e340-4ed2-871f-a98a680066c8	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	bf9150ec-7ecd-4d4b-8cb2-396bd2c4471d
01a22cac-8883-7833-a4e6-a74cc186a458	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	18360cb8-225e-45c5-857d-58d222008cb1
01a22cac-8884-7ee6-9f26-3f996628dff7	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	07460929-3495-4c2e-8d45-3d480f250153
01a22cac-8884-7384-8d96-ed02e93aae8b	e7415949-8b6a-467a-a9f3-533914b6cbca	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	2a416655-da77-4426-af2f-3d7922d6da24
01a22cac-8884-7c6c-993f-4c2e5e6db04f	1ea843a6-c960-4706-a773-b5701a24496c	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	de07b052-fde3-457c-9319-cba005c7dadc
01a22cac-8884-7fb6-8dde-1a4188dd1ba9	3a417967-a193-408e-8a9e-e0529931cc62	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	f10ef27a-3558-4d9b-a008-0fdc1a139f93
01a22cac-8884-71b4-9431-856b47f1e39d	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	ed51af8a-0e9b-410e-a010-f0ecf2f08399
01a22cac-8884-7d24-8231-eae4d63bf6a9	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	1032d2b7-afb1-444f-84fa-f214ee2ba9e0
01a22cac-8884-7153-8b5b-276e1d4cfb53	83a320ba-3ede-4492-a574-584df77d6981	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	c1280dc5-9416-45bc-abb5-d172c8cd5f14
01a22cac-8884-7425-a3e6-afbcef753905	37948421-8fac-437f-9a93-0ad2f0f35e4c	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	87ee89e2-b797-444d-8c41-cf9b942fdf82
01a22cac-8884-78aa-aff9-d91aa813edb8	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:14.362372+00	2026-11-30 13:37:14.362372+00	{}	\N	f	2026-11-30	4f77fa26-ce43-418d-8767-a640bfaa4862
01a22cac-8c1f-72db-9af7-c5b3926134a9	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	out/s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:15.304465+00	2026-11-30 13:37:15.304465+00	{}	\N	f	2026-11-30	01a22cac-89dd-7a2e-a78a-d11831dff520
01a22cac-8d5e-76e7-9154-54427ae53b59	01a22cac-8d45-7e05-88fb-26146daf9216	\N	submission pending.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	f	2026-11-30	01a22cac-89dd-7a2e-a78a-d11831dff520
01a22cac-8d5f-7e35-9462-0da0ed57f320	01a22cac-8d45-7e05-88fb-26146daf9216	\N	submission submitted.csv	\N	\N	\N	\N	\N	\N	\N	submitted	2026-11-30 13:37:15.580532+00	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	f	\N	01a22cac-89dd-7a2e-a78a-d11831dff520
01a22cac-8d5f-7310-85b4-7bb26296ccc0	01a22cac-8d45-7e05-88fb-26146daf9216	\N	submission scored.csv	\N	\N	0.5	\N	\N	\N	\N	scored	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	f	\N	01a22cac-89dd-7a2e-a78a-d11831dff520
01a22cac-8d5f-7d6c-84e4-1e571f0b41f8	01a22cac-8d45-7e05-88fb-26146daf9216	\N	submission failed.csv	\N	\N	\N	\N	\N	\N	\N	failed	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	f	\N	01a22cac-89dd-7a2e-a78a-d11831dff520
01a22cac-8d5f-740f-ae55-1981195bbee5	01a22cac-8d45-7e05-88fb-26146daf9216	\N	submission disqualified.csv	\N	\N	0.5	\N	\N	\N	\N	disqualified	2026-11-30 13:37:15.580532+00	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	f	\N	01a22cac-89dd-7a2e-a78a-d11831dff520
01a22cac-8d60-7253-8848-2d9b383e00db	01a22cac-8d45-7e05-88fb-26146daf9216	\N	submission unknown.csv	\N	\N	\N	\N	\N	\N	\N	unknown	\N	\N	\N	2026-11-30 13:37:15.580532+00	2026-11-30 13:37:15.580532+00	{}	\N	f	\N	01a22cac-89dd-7a2e-a78a-d11831dff520
\.


--
-- Data for Name: artifacts; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.artifacts (id, execution_id, training_job_id, submission_id, code_id, kind, name, uri, sha256, size_bytes, created_at, created_by) FROM stdin;
01a22cac-88d6-70d1-90b4-820d54cd547f	83a320ba-3ede-4492-a574-584df77d6981	\N	\N	\N	model	model.bin	file:///artifacts/83a320ba-3ede-4492-a574-584df77d6981/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-7ea9-ac39-f8b7d70de1e3	37948421-8fac-437f-9a93-0ad2f0f35e4c	\N	\N	\N	model	model.bin	file:///artifacts/37948421-8fac-437f-9a93-0ad2f0f35e4c/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-75e3-b53b-68ab5b9bcc11	53c4d23a-6b56-418a-a729-e08c32bd0bdc	\N	\N	\N	model	model.bin	file:///artifacts/53c4d23a-6b56-418a-a729-e08c32bd0bdc/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-7868-9868-7d049c4bdc72	0ff02519-876b-419c-a9d2-6841eb09dda2	\N	\N	\N	model	model.bin	file:///artifacts/0ff02519-876b-419c-a9d2-6841eb09dda2/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-7c88-83fd-7225d94b4798	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	\N	\N	\N	model	model.bin	file:///artifacts/b72d5c62-fac6-49d7-bc8b-4f8b9b888430/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-71c2-8781-beec069a670b	7865f7b2-3793-40fe-92fb-90edabf7fd74	\N	\N	\N	model	model.bin	file:///artifacts/7865f7b2-3793-40fe-92fb-90edabf7fd74/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-79c1-9d27-82b1cbe8e339	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	\N	\N	\N	model	model.bin	file:///artifacts/c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-7e34-b50f-7e989b224bc4	459b5a0f-5197-4db9-89ee-33cf59b0f704	\N	\N	\N	model	model.bin	file:///artifacts/459b5a0f-5197-4db9-89ee-33cf59b0f704/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-7931-928d-fd92b24e8c35	991481b2-196b-4847-8e3b-0b422fbc8ca3	\N	\N	\N	model	model.bin	file:///artifacts/991481b2-196b-4847-8e3b-0b422fbc8ca3/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-76eb-a193-3a897428b25c	dcf0e59b-5ab9-409b-a346-42e331d8aac7	\N	\N	\N	model	model.bin	file:///artifacts/dcf0e59b-5ab9-409b-a346-42e331d8aac7/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d7-75ee-b8a5-9ffa2f7cc323	19073e66-d16c-4fae-9320-7c6bfa625c2f	\N	\N	\N	model	model.bin	file:///artifacts/19073e66-d16c-4fae-9320-7c6bfa625c2f/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d8-7cc2-92a0-acdb96e61657	c64463ff-e70f-4ef7-87af-6933b6427491	\N	\N	\N	model	model.bin	file:///artifacts/c64463ff-e70f-4ef7-87af-6933b6427491/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d8-7c91-aaf5-90fffb8bc4c6	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	\N	\N	\N	model	model.bin	file:///artifacts/03ddc2e0-8c31-417c-a021-4458e2fe6f4a/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d8-7414-9dcd-e66d0e0ea0dc	5ddb7a85-e340-4ed2-871f-a98a680066c8	\N	\N	\N	model	model.bin	file:///artifacts/5ddb7a85-e340-4ed2-871f-a98a680066c8/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d8-7a23-80a7-51db6a4cb8cf	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	\N	\N	\N	model	model.bin	file:///artifacts/1cf57a3a-ac8b-4123-9756-5600e3ce61ef/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d8-7b7c-acbe-eba34830a67b	e7415949-8b6a-467a-a9f3-533914b6cbca	\N	\N	\N	model	model.bin	file:///artifacts/e7415949-8b6a-467a-a9f3-533914b6cbca/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d8-7539-a670-77c5c0af06f4	1ea843a6-c960-4706-a773-b5701a24496c	\N	\N	\N	model	model.bin	file:///artifacts/1ea843a6-c960-4706-a773-b5701a24496c/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d8-7803-8f24-3f632c00a776	3a417967-a193-408e-8a9e-e0529931cc62	\N	\N	\N	model	model.bin	file:///artifacts/3a417967-a193-408e-8a9e-e0529931cc62/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d8-706d-b269-ed1a68b20ced	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	\N	\N	\N	model	model.bin	file:///artifacts/10c1af05-63f3-4432-9c88-0bfc5e8a11ee/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-88d8-738b-8517-8479b0761de4	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	\N	\N	\N	model	model.bin	file:///artifacts/179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:37:14.453965+00	\N
01a22cac-8a96-7667-b16b-2afff0130c8b	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	\N	01a22cac-8a56-7b97-8ac1-a7e5485dd410	data	sample_store.py	file:///artifacts/01a22cac-8a29-79d7-ab9f-180746f92d8c/f87dfbcd3ba0bbbb524904d744aa7c9c/sample_store.py	f87dfbcd3ba0bbbb524904d744aa7c9c4a7946aab5a82b334db3fea1249ac875	4707	2026-11-30 13:37:14.907573+00	\N
\.


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.audit_log (id, table_name, row_id, execution_id, action, occurred_at, actor_role, actor, old_values, new_values, transaction_id) FROM stdin;
1	configurations	8dab3288-0f24-4ce9-a487-15f6c425b44f	\N	reveal	2026-11-30 13:37:14.178026+00	postgres	\N	{}	{}	872
2	members	2896e2f1-f592-4efa-8187-8226a1dd41c4	\N	insert	2026-11-30 13:37:14.188091+00	postgres	\N	{}	{"is_admin": false}	873
3	agent_executions	53c4d23a-6b56-418a-a729-e08c32bd0bdc	53c4d23a-6b56-418a-a729-e08c32bd0bdc	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
4	agent_executions	7865f7b2-3793-40fe-92fb-90edabf7fd74	7865f7b2-3793-40fe-92fb-90edabf7fd74	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
5	agent_executions	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
6	agent_executions	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
7	agent_executions	459b5a0f-5197-4db9-89ee-33cf59b0f704	459b5a0f-5197-4db9-89ee-33cf59b0f704	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
8	agent_executions	991481b2-196b-4847-8e3b-0b422fbc8ca3	991481b2-196b-4847-8e3b-0b422fbc8ca3	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
9	agent_executions	dcf0e59b-5ab9-409b-a346-42e331d8aac7	dcf0e59b-5ab9-409b-a346-42e331d8aac7	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
10	agent_executions	19073e66-d16c-4fae-9320-7c6bfa625c2f	19073e66-d16c-4fae-9320-7c6bfa625c2f	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
11	agent_executions	0ff02519-876b-419c-a9d2-6841eb09dda2	0ff02519-876b-419c-a9d2-6841eb09dda2	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
12	agent_executions	5ddb7a85-e340-4ed2-871f-a98a680066c8	5ddb7a85-e340-4ed2-871f-a98a680066c8	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
13	agent_executions	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
14	agent_executions	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
15	agent_executions	e7415949-8b6a-467a-a9f3-533914b6cbca	e7415949-8b6a-467a-a9f3-533914b6cbca	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
16	agent_executions	1ea843a6-c960-4706-a773-b5701a24496c	1ea843a6-c960-4706-a773-b5701a24496c	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
17	agent_executions	3a417967-a193-408e-8a9e-e0529931cc62	3a417967-a193-408e-8a9e-e0529931cc62	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
18	agent_executions	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
19	agent_executions	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
20	agent_executions	83a320ba-3ede-4492-a574-584df77d6981	83a320ba-3ede-4492-a574-584df77d6981	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
21	agent_executions	c64463ff-e70f-4ef7-87af-6933b6427491	c64463ff-e70f-4ef7-87af-6933b6427491	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
22	agent_executions	37948421-8fac-437f-9a93-0ad2f0f35e4c	37948421-8fac-437f-9a93-0ad2f0f35e4c	insert	2026-11-30 13:37:14.217889+00	postgres	\N	{}	{"status": "pending"}	875
23	agent_executions	53c4d23a-6b56-418a-a729-e08c32bd0bdc	53c4d23a-6b56-418a-a729-e08c32bd0bdc	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
24	agent_executions	0ff02519-876b-419c-a9d2-6841eb09dda2	0ff02519-876b-419c-a9d2-6841eb09dda2	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
25	agent_executions	5ddb7a85-e340-4ed2-871f-a98a680066c8	5ddb7a85-e340-4ed2-871f-a98a680066c8	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
26	agent_executions	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
27	agent_executions	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
28	agent_executions	e7415949-8b6a-467a-a9f3-533914b6cbca	e7415949-8b6a-467a-a9f3-533914b6cbca	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
29	agent_executions	1ea843a6-c960-4706-a773-b5701a24496c	1ea843a6-c960-4706-a773-b5701a24496c	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
30	agent_executions	3a417967-a193-408e-8a9e-e0529931cc62	3a417967-a193-408e-8a9e-e0529931cc62	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
31	agent_executions	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
32	agent_executions	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
33	agent_executions	83a320ba-3ede-4492-a574-584df77d6981	83a320ba-3ede-4492-a574-584df77d6981	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
34	agent_executions	37948421-8fac-437f-9a93-0ad2f0f35e4c	37948421-8fac-437f-9a93-0ad2f0f35e4c	update	2026-11-30 13:37:14.217889+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:37:14.217889+00:00"}	875
35	gpu_sessions	01a22cac-8841-76a3-8cfb-d42be83ea843	7865f7b2-3793-40fe-92fb-90edabf7fd74	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
36	gpu_sessions	01a22cac-8844-797e-99f8-a5eb3953cf11	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
37	gpu_sessions	01a22cac-8844-79ae-91dc-ec9708c5e41b	459b5a0f-5197-4db9-89ee-33cf59b0f704	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
38	gpu_sessions	01a22cac-8844-709b-84c9-34f35a727940	991481b2-196b-4847-8e3b-0b422fbc8ca3	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
39	gpu_sessions	01a22cac-8845-7c13-ada8-6e1a0d1cc576	dcf0e59b-5ab9-409b-a346-42e331d8aac7	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
40	gpu_sessions	01a22cac-8845-7f8c-a4a0-9dedb3516ea2	19073e66-d16c-4fae-9320-7c6bfa625c2f	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
41	gpu_sessions	01a22cac-8845-793b-b3dd-529ac2b526c3	c64463ff-e70f-4ef7-87af-6933b6427491	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
42	gpu_sessions	01a22cac-8845-715c-9452-c06d0eb579b8	53c4d23a-6b56-418a-a729-e08c32bd0bdc	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
43	gpu_sessions	01a22cac-8845-7ef2-9d34-03850f10ff7f	0ff02519-876b-419c-a9d2-6841eb09dda2	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
44	gpu_sessions	01a22cac-8846-7d85-9718-728d6f10f6ad	5ddb7a85-e340-4ed2-871f-a98a680066c8	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
45	gpu_sessions	01a22cac-8846-7d7c-8b4f-865c3b341d0c	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
46	gpu_sessions	01a22cac-8846-7f2e-bfad-a24a4b6d193d	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
47	gpu_sessions	01a22cac-8846-724a-8fad-ffdc9e79c563	e7415949-8b6a-467a-a9f3-533914b6cbca	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
48	gpu_sessions	01a22cac-8846-7c8f-88f1-fa169a9d8214	1ea843a6-c960-4706-a773-b5701a24496c	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
49	gpu_sessions	01a22cac-8847-78af-a9f0-177b229cb3e3	3a417967-a193-408e-8a9e-e0529931cc62	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
50	gpu_sessions	01a22cac-8847-77a4-ab23-6d092ed80632	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
51	gpu_sessions	01a22cac-8849-7bd3-a1d5-0949dfd665d7	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
52	gpu_sessions	01a22cac-8849-7550-b2d8-340c841b3c46	83a320ba-3ede-4492-a574-584df77d6981	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
53	gpu_sessions	01a22cac-884a-7de3-b374-9457cf084666	37948421-8fac-437f-9a93-0ad2f0f35e4c	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
54	gpu_sessions	01a22cac-884a-7718-b3c3-2305a85ab12d	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	insert	2026-11-30 13:37:14.30393+00	postgres	\N	{}	{"status": "provisioning"}	880
55	training_jobs	01a22cac-8865-79a5-85fe-ab512138e0d9	7865f7b2-3793-40fe-92fb-90edabf7fd74	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
56	training_jobs	01a22cac-8866-7589-bef2-6f62a4b0dc50	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
57	training_jobs	01a22cac-8866-7577-82ed-9a778a1e3bb6	459b5a0f-5197-4db9-89ee-33cf59b0f704	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
58	training_jobs	01a22cac-8866-7974-8689-42b7be781560	991481b2-196b-4847-8e3b-0b422fbc8ca3	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
59	training_jobs	01a22cac-8867-7621-832e-caa4f023f129	dcf0e59b-5ab9-409b-a346-42e331d8aac7	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
60	training_jobs	01a22cac-8867-77d5-a436-babeba06556f	19073e66-d16c-4fae-9320-7c6bfa625c2f	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
61	training_jobs	01a22cac-8867-79cf-b94b-c8b06c128d21	c64463ff-e70f-4ef7-87af-6933b6427491	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
62	training_jobs	01a22cac-8867-71fb-ab20-e391c49b4fb8	53c4d23a-6b56-418a-a729-e08c32bd0bdc	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
63	training_jobs	01a22cac-8867-7308-8bc0-0fc3e0676a43	0ff02519-876b-419c-a9d2-6841eb09dda2	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
64	training_jobs	01a22cac-8867-7df5-ab96-62740af8523a	5ddb7a85-e340-4ed2-871f-a98a680066c8	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
65	training_jobs	01a22cac-8867-74b0-8926-c88bd14dbcac	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
66	training_jobs	01a22cac-8867-76a3-844d-bf9b1c0accea	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
67	training_jobs	01a22cac-8868-7726-af96-60c1bad6474e	e7415949-8b6a-467a-a9f3-533914b6cbca	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
68	training_jobs	01a22cac-8868-75f4-97f5-35d632b460c0	1ea843a6-c960-4706-a773-b5701a24496c	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
69	training_jobs	01a22cac-8868-7894-86bd-cae707f74194	3a417967-a193-408e-8a9e-e0529931cc62	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
70	training_jobs	01a22cac-8868-7b0f-a0e1-e402eb087795	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
71	training_jobs	01a22cac-8868-75ba-908a-73efc5c98af5	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
72	training_jobs	01a22cac-8868-738a-9470-2c77bedf9d33	83a320ba-3ede-4492-a574-584df77d6981	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
73	training_jobs	01a22cac-8868-7635-903c-4e76263f0a61	37948421-8fac-437f-9a93-0ad2f0f35e4c	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
74	training_jobs	01a22cac-8868-72cf-bba0-be430b242f30	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	insert	2026-11-30 13:37:14.340552+00	postgres	\N	{}	{"status": "queued"}	881
75	training_jobs	01a22cac-8865-79a5-85fe-ab512138e0d9	7865f7b2-3793-40fe-92fb-90edabf7fd74	update	2026-11-30 13:37:14.357439+00	postgres	w	{"status": "queued", "worker": null, "attempts": 0, "lease_id": null, "started_at": null, "lease_expires_at": null}	{"status": "running", "worker": "w", "attempts": 1, "lease_id": "88f1f0f2-e605-427c-a712-98a7a9e8108f", "started_at": "2026-11-30T13:37:14.357439+00:00", "lease_expires_at": "2026-12-01T13:37:14.357439+00:00"}	882
76	submissions	01a22cac-887b-75f1-9122-a83d760b913d	7865f7b2-3793-40fe-92fb-90edabf7fd74	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
77	submissions	01a22cac-8881-7d59-808e-ca2b1143d2ed	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
78	submissions	01a22cac-8881-78e7-90eb-65ff00c58a7e	459b5a0f-5197-4db9-89ee-33cf59b0f704	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
79	submissions	01a22cac-8882-71be-910c-74535979222d	991481b2-196b-4847-8e3b-0b422fbc8ca3	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
80	submissions	01a22cac-8882-779a-afa0-07f6ccfa97fd	dcf0e59b-5ab9-409b-a346-42e331d8aac7	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
81	submissions	01a22cac-8882-778a-89f4-8da1fc9e63c3	19073e66-d16c-4fae-9320-7c6bfa625c2f	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
82	submissions	01a22cac-8882-7118-a6a5-477dc425c657	c64463ff-e70f-4ef7-87af-6933b6427491	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
83	submissions	01a22cac-8882-7043-8bf3-e2988fb2034e	53c4d23a-6b56-418a-a729-e08c32bd0bdc	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
84	submissions	01a22cac-8882-7645-822d-3f2c6f24b752	0ff02519-876b-419c-a9d2-6841eb09dda2	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
85	submissions	01a22cac-8883-7069-a1a7-f619f1907a40	5ddb7a85-e340-4ed2-871f-a98a680066c8	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
86	submissions	01a22cac-8883-7833-a4e6-a74cc186a458	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
87	submissions	01a22cac-8884-7ee6-9f26-3f996628dff7	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
88	submissions	01a22cac-8884-7384-8d96-ed02e93aae8b	e7415949-8b6a-467a-a9f3-533914b6cbca	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
89	submissions	01a22cac-8884-7c6c-993f-4c2e5e6db04f	1ea843a6-c960-4706-a773-b5701a24496c	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
90	submissions	01a22cac-8884-7fb6-8dde-1a4188dd1ba9	3a417967-a193-408e-8a9e-e0529931cc62	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
91	submissions	01a22cac-8884-71b4-9431-856b47f1e39d	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
92	submissions	01a22cac-8884-7d24-8231-eae4d63bf6a9	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
93	submissions	01a22cac-8884-7153-8b5b-276e1d4cfb53	83a320ba-3ede-4492-a574-584df77d6981	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
94	submissions	01a22cac-8884-7425-a3e6-afbcef753905	37948421-8fac-437f-9a93-0ad2f0f35e4c	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
95	submissions	01a22cac-8884-78aa-aff9-d91aa813edb8	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
96	submissions	00000000-0000-0000-0000-000000000001	7865f7b2-3793-40fe-92fb-90edabf7fd74	insert	2026-11-30 13:37:14.362372+00	postgres	\N	{}	{"submission_status": "pending"}	883
97	submissions	00000000-0000-0000-0000-000000000001	7865f7b2-3793-40fe-92fb-90edabf7fd74	delete	2026-11-30 13:37:14.362372+00	postgres	\N	{"submission_status": "pending"}	{}	883
98	human_interventions	01a22cac-8893-7fad-9e94-a19a48d2193c	7865f7b2-3793-40fe-92fb-90edabf7fd74	insert	2026-11-30 13:37:14.386972+00	postgres	\N	{}	{"status": "approved"}	884
99	human_interventions	01a22cac-8898-770a-801d-f26d4f742a54	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	insert	2026-11-30 13:37:14.386972+00	postgres	\N	{}	{"status": "approved"}	884
100	human_interventions	01a22cac-8899-75a8-930c-d75ff3bdbfbd	459b5a0f-5197-4db9-89ee-33cf59b0f704	insert	2026-11-30 13:37:14.386972+00	postgres	\N	{}	{"status": "approved"}	884
101	human_interventions	01a22cac-8899-711b-99dd-3126d7d32a2d	991481b2-196b-4847-8e3b-0b422fbc8ca3	insert	2026-11-30 13:37:14.386972+00	postgres	\N	{}	{"status": "approved"}	884
102	human_interventions	01a22cac-889a-7703-abea-fc8b88f36671	dcf0e59b-5ab9-409b-a346-42e331d8aac7	insert	2026-11-30 13:37:14.386972+00	postgres	\N	{}	{"status": "approved"}	884
103	human_interventions	01a22cac-889a-7245-8032-9f12efa5d59e	19073e66-d16c-4fae-9320-7c6bfa625c2f	insert	2026-11-30 13:37:14.386972+00	postgres	\N	{}	{"status": "approved"}	884
104	human_interventions	01a22cac-889a-7dc0-b784-4bbde77edf64	c64463ff-e70f-4ef7-87af-6933b6427491	insert	2026-11-30 13:37:14.386972+00	postgres	\N	{}	{"status": "approved"}	884
105	human_interventions	01a22cac-889b-7b7e-a1d5-8fbb9ac32aa8	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	insert	2026-11-30 13:37:14.386972+00	postgres	\N	{}	{"status": "approved"}	884
106	human_interventions	01a22cac-88ae-7e3a-b179-3dc98b0772fa	53c4d23a-6b56-418a-a729-e08c32bd0bdc	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
107	human_interventions	01a22cac-88b0-7009-8df9-459866b561cc	0ff02519-876b-419c-a9d2-6841eb09dda2	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
108	human_interventions	01a22cac-88b0-74e9-ab37-a88a74ef0b92	5ddb7a85-e340-4ed2-871f-a98a680066c8	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
109	human_interventions	01a22cac-88b0-7429-a3da-242a540bb890	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
110	human_interventions	01a22cac-88b3-72f1-a250-6bf761e094bc	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
111	human_interventions	01a22cac-88b4-7c55-960e-1243bdba31e4	e7415949-8b6a-467a-a9f3-533914b6cbca	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
112	human_interventions	01a22cac-88b4-7f0a-9206-5dfa829d3cf1	1ea843a6-c960-4706-a773-b5701a24496c	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
113	human_interventions	01a22cac-88b5-77fe-9518-2f646e583cb7	3a417967-a193-408e-8a9e-e0529931cc62	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
114	human_interventions	01a22cac-88b5-7036-9281-0ce171402d79	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
115	human_interventions	01a22cac-88b5-7def-8171-684c8d25b406	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
116	human_interventions	01a22cac-88b6-753d-bfa9-a2a02bfe51e3	83a320ba-3ede-4492-a574-584df77d6981	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
117	human_interventions	01a22cac-88b6-7194-b039-942c1029ee37	37948421-8fac-437f-9a93-0ad2f0f35e4c	insert	2026-11-30 13:37:14.413987+00	postgres	\N	{}	{"status": "pending"}	887
118	human_interventions	01a22cac-88ae-7e3a-b179-3dc98b0772fa	53c4d23a-6b56-418a-a729-e08c32bd0bdc	update	2026-11-30 13:37:14.413987+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T13:37:14.413987+00:00", "responded_by": "postgres"}	887
119	human_interventions	01a22cac-88b0-7009-8df9-459866b561cc	0ff02519-876b-419c-a9d2-6841eb09dda2	update	2026-11-30 13:37:14.413987+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T13:37:14.413987+00:00", "responded_by": "postgres"}	887
120	human_interventions	01a22cac-88b0-7429-a3da-242a540bb890	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	update	2026-11-30 13:37:14.413987+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T13:37:14.413987+00:00", "responded_by": "postgres"}	887
121	configurations	01a22cac-88df-7290-a3a6-d08fa3820d6a	\N	insert	2026-11-30 13:37:14.462574+00	postgres	\N	{}	{"config_key": "a", "config_type": "system", "config_value": {"b": 1}, "is_encrypted": false, "is_sensitive": false}	891
122	configurations	01a22cac-88e5-7775-8a7c-049795a01229	\N	insert	2026-11-30 13:37:14.464468+00	service_role	\N	{}	{"config_key": "kaggle.key", "config_type": "api", "config_value": "[redacted]", "is_encrypted": true, "is_sensitive": true}	892
123	agent_executions	01a22cac-88e8-7ab4-93f9-6b42815b5ebe	01a22cac-88e8-7ab4-93f9-6b42815b5ebe	insert	2026-11-30 13:37:14.471681+00	service_role	\N	{}	{"status": "cancelled"}	894
124	agent_executions	01a22cac-88e9-7347-806a-1c57eea0c99a	01a22cac-88e9-7347-806a-1c57eea0c99a	insert	2026-11-30 13:37:14.471681+00	service_role	\N	{}	{"status": "cancelled"}	894
125	agent_executions	01a22cac-88e8-7ab4-93f9-6b42815b5ebe	01a22cac-88e8-7ab4-93f9-6b42815b5ebe	delete	2026-11-30 13:37:14.471681+00	service_role	\N	{"status": "cancelled"}	{}	894
126	agent_executions	01a22cac-88e9-7347-806a-1c57eea0c99a	01a22cac-88e9-7347-806a-1c57eea0c99a	delete	2026-11-30 13:37:14.471681+00	service_role	\N	{"status": "cancelled"}	{}	894
127	agent_executions	01a22cac-88e8-7ab4-93f9-6b42815b5ebe	01a22cac-88e8-7ab4-93f9-6b42815b5ebe	insert	2026-11-30 13:37:14.471681+00	service_role	\N	{}	{"status": "cancelled"}	894
128	agent_executions	01a22cac-8a29-79d7-ab9f-180746f92d8c	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:14.804951+00	service_role	\N	{}	{"status": "pending"}	900
129	gpu_sessions	01a22cac-8ac8-7dfa-ab75-8bc660c15d07	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:14.969573+00	service_role	\N	{}	{"status": "provisioning"}	909
130	training_jobs	01a22cac-8b4e-793b-a8ac-22dc91343e5d	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:15.102557+00	service_role	\N	{}	{"status": "queued"}	913
131	submissions	01a22cac-8c1f-72db-9af7-c5b3926134a9	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:15.304465+00	service_role	\N	{}	{"submission_status": "pending"}	914
132	human_interventions	01a22cac-8c4d-7e45-a6f4-06e4a4487df0	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:15.351907+00	service_role	\N	{}	{"status": "pending"}	915
133	human_interventions	01a22cac-8c4d-7e45-a6f4-06e4a4487df0	01a22cac-8a29-79d7-ab9f-180746f92d8c	update	2026-11-30 13:37:15.385279+00	service_role	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null, "response_data": null}	{"status": "approved", "decision": "edit", "responded_at": "2026-11-30T13:37:15.385279+00:00", "responded_by": "service_role", "response_data": {"n": 0.1}}	916
138	agent_executions	01a22cac-8d3f-7ee6-bfec-e6d65bf99cf2	01a22cac-8d3f-7ee6-bfec-e6d65bf99cf2	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "pending"}	928
134	agent_executions	01a22cac-8a29-79d7-ab9f-180746f92d8c	01a22cac-8a29-79d7-ab9f-180746f92d8c	update	2026-11-30 13:37:15.403583+00	service_role	\N	{"status": "pending", "resume_status": null, "review_is_manual": null, "human_intervention_reason": null, "human_intervention_required": false}	{"status": "human_review", "resume_status": "pending", "review_is_manual": false, "human_intervention_reason": "?", "human_intervention_required": true}	917
135	human_interventions	01a22cac-8c88-7534-bd07-d13144c32427	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:15.403583+00	service_role	\N	{}	{"status": "pending"}	917
136	configurations	01a22cac-8ca7-7006-8391-a0b555229745	\N	insert	2026-11-30 13:37:15.421392+00	service_role	\N	{}	{"config_key": "kaggle.token", "config_type": "system", "config_value": "[redacted]", "is_encrypted": true, "is_sensitive": true}	918
137	configurations	01a22cac-8cb1-7b6c-b485-1a5ee8366f92	\N	insert	2026-11-30 13:37:15.438427+00	service_role	\N	{}	{"config_key": "limits", "config_type": "system", "config_value": {"a": [1, null, 2.5]}, "is_encrypted": false, "is_sensitive": false}	919
139	agent_executions	01a22cac-8d40-7a45-b152-633af8e7a44f	01a22cac-8d40-7a45-b152-633af8e7a44f	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "data_acquisition"}	928
140	agent_executions	01a22cac-8d40-7a76-9809-5a1bc8374ef6	01a22cac-8d40-7a76-9809-5a1bc8374ef6	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "research"}	928
141	agent_executions	01a22cac-8d40-73f7-8b63-caa40ce4b8e2	01a22cac-8d40-73f7-8b63-caa40ce4b8e2	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "code_generation"}	928
142	agent_executions	01a22cac-8d45-7e19-958f-acd300501f22	01a22cac-8d45-7e19-958f-acd300501f22	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "training"}	928
143	agent_executions	01a22cac-8d45-7aaa-89bc-787218af0a87	01a22cac-8d45-7aaa-89bc-787218af0a87	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "human_review"}	928
144	agent_executions	01a22cac-8d45-7e05-88fb-26146daf9216	01a22cac-8d45-7e05-88fb-26146daf9216	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "submission"}	928
145	agent_executions	01a22cac-8d45-75c1-abeb-5da2edba8d0d	01a22cac-8d45-75c1-abeb-5da2edba8d0d	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "completed"}	928
146	agent_executions	01a22cac-8d45-7df2-a42e-e5ff94cad87f	01a22cac-8d45-7df2-a42e-e5ff94cad87f	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "failed"}	928
147	agent_executions	01a22cac-8d45-71a4-b885-f457020fba4d	01a22cac-8d45-71a4-b885-f457020fba4d	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "cancelled"}	928
148	training_jobs	01a22cac-8d50-7d6d-a91d-737ddcd10519	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "queued"}	928
149	training_jobs	01a22cac-8d55-79f5-a458-4d6e15d79c9a	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "running"}	928
150	training_jobs	01a22cac-8d55-785c-bfc1-21acd0004228	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "completed"}	928
151	training_jobs	01a22cac-8d55-7d85-bdac-226d228480c0	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "failed"}	928
152	training_jobs	01a22cac-8d56-7b7b-9220-67bf46d841f1	01a22cac-8a29-79d7-ab9f-180746f92d8c	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "cancelled"}	928
153	submissions	01a22cac-8d5e-76e7-9154-54427ae53b59	01a22cac-8d45-7e05-88fb-26146daf9216	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"submission_status": "pending"}	928
154	submissions	01a22cac-8d5f-7e35-9462-0da0ed57f320	01a22cac-8d45-7e05-88fb-26146daf9216	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"submission_status": "submitted"}	928
155	submissions	01a22cac-8d5f-7310-85b4-7bb26296ccc0	01a22cac-8d45-7e05-88fb-26146daf9216	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"submission_status": "scored"}	928
156	submissions	01a22cac-8d5f-7d6c-84e4-1e571f0b41f8	01a22cac-8d45-7e05-88fb-26146daf9216	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"submission_status": "failed"}	928
157	submissions	01a22cac-8d5f-740f-ae55-1981195bbee5	01a22cac-8d45-7e05-88fb-26146daf9216	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"submission_status": "disqualified"}	928
158	submissions	01a22cac-8d60-7253-8848-2d9b383e00db	01a22cac-8d45-7e05-88fb-26146daf9216	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"submission_status": "unknown"}	928
159	gpu_sessions	01a22cac-8d63-790b-b9ba-31bd442b7b40	01a22cac-8d45-7e19-958f-acd300501f22	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "provisioning"}	928
160	gpu_sessions	01a22cac-8d68-7d57-9656-ff2de9c7852a	01a22cac-8d45-7e19-958f-acd300501f22	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "running"}	928
161	gpu_sessions	01a22cac-8d69-73d1-9e85-38d026b93423	01a22cac-8d45-7e19-958f-acd300501f22	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "idle"}	928
162	gpu_sessions	01a22cac-8d69-717f-be78-1a18a3d77bd1	01a22cac-8d45-7e19-958f-acd300501f22	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "terminated"}	928
163	gpu_sessions	01a22cac-8d69-7f6d-966a-4a795dbb1478	01a22cac-8d45-7e19-958f-acd300501f22	insert	2026-11-30 13:37:15.580532+00	service_role	\N	{}	{"status": "failed"}	928
\.


--
-- Data for Name: configurations; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.configurations (id, config_key, config_value, config_type, description, is_encrypted, is_sensitive, created_at, updated_at) FROM stdin;
01a22cac-88df-7290-a3a6-d08fa3820d6a	a	{"b": 1}	system	\N	f	f	2026-11-30 13:37:14.462574+00	2026-11-30 13:37:14.462574+00
01a22cac-88e5-7775-8a7c-049795a01229	kaggle.key	"v1:ww0ECQMCqaKnNvKCNfsA0kIBhjz66WBGUQ6LXhbA23zbCazSaSgHUJOmRxMHVhcBL1RsoXL5/oZDWVe03WQzTRGAXuzuNyynn11mCi6WobaPJ58="	api	\N	t	t	2026-11-30 13:37:14.464468+00	2026-11-30 13:37:14.464468+00
01a22cac-8ca7-7006-8391-a0b555229745	kaggle.token	"v1:ww0ECQMCj60EVSPjeC8A0k4BtTlgyFkRhCUv7s0ouhXxCiv8RYhbfXRNjGWhcjjqISChx+IlDxQOgnOiMX25bQ7oKAghLnjrFMQtiG9DO/T7qKqznyNFbHHQtv9vUag="	system	\N	t	t	2026-11-30 13:37:15.421392+00	2026-11-30 13:37:15.421392+00
01a22cac-8cb1-7b6c-b485-1a5ee8366f92	limits	{"a": [1, null, 2.5]}	system	\N	f	f	2026-11-30 13:37:15.438427+00	2026-11-30 13:37:15.438427+00
\.


--
-- Data for Name: execution_steps; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.execution_steps (id, execution_id, round, name, stage, result, duration_seconds, worker, created_at) FROM stdin;
01a22cac-881c-7123-84f3-f9310f8809f0	7865f7b2-3793-40fe-92fb-90edabf7fd74	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-78f7-9c0c-001ff3a88364	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-77aa-9855-4b38e48013f1	459b5a0f-5197-4db9-89ee-33cf59b0f704	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-7ca5-999b-beb134e681cc	991481b2-196b-4847-8e3b-0b422fbc8ca3	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-776f-beaa-3c2f75e82180	dcf0e59b-5ab9-409b-a346-42e331d8aac7	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-77fb-b45c-dcf4e301e07a	19073e66-d16c-4fae-9320-7c6bfa625c2f	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-767b-ae92-bd035204e6e8	c64463ff-e70f-4ef7-87af-6933b6427491	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-7144-8280-2d512039f5f2	53c4d23a-6b56-418a-a729-e08c32bd0bdc	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-7ce6-baef-856c6eb2314d	0ff02519-876b-419c-a9d2-6841eb09dda2	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-7e6b-b82a-f9e9281330f6	5ddb7a85-e340-4ed2-871f-a98a680066c8	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-79bb-9b69-eed9fbc56c26	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-7164-be1e-d849973c4e3c	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-71a6-b44c-84c38afd4940	e7415949-8b6a-467a-a9f3-533914b6cbca	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-745d-8ea1-faa31361476f	1ea843a6-c960-4706-a773-b5701a24496c	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-7d48-824e-98009a83cd87	3a417967-a193-408e-8a9e-e0529931cc62	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-7e35-9808-896ff91ba2eb	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-70b1-aa25-d0a8e7267d8c	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-7a00-bf33-dc54c9770822	83a320ba-3ede-4492-a574-584df77d6981	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-7e9f-8533-1a922df44efa	37948421-8fac-437f-9a93-0ad2f0f35e4c	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-881d-75bb-b824-bfc485ec08c7	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:37:14.267696+00
01a22cac-8ab9-7153-8825-34f9d69a1973	01a22cac-8a29-79d7-ab9f-180746f92d8c	1	plan	pending	null	\N	w	2026-11-30 13:37:14.933168+00
\.


--
-- Data for Name: gpu_terminations; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.gpu_terminations (id, gpu_session_id, execution_id, attempts, next_attempt_at, claim_id, claimed_by, claimed_until, provider_status, last_error, escalated_at, confirmed_at, created_at) FROM stdin;
01a22cac-88aa-7f26-8da1-788f6e6986fa	01a22cac-8841-76a3-8cfb-d42be83ea843	7865f7b2-3793-40fe-92fb-90edabf7fd74	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88aa-7bb7-9149-e5c30597b9c1	01a22cac-8844-797e-99f8-a5eb3953cf11	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-70b7-8263-533525311622	01a22cac-8844-709b-84c9-34f35a727940	991481b2-196b-4847-8e3b-0b422fbc8ca3	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-7e68-9379-65ff3f7e5011	01a22cac-8845-7c13-ada8-6e1a0d1cc576	dcf0e59b-5ab9-409b-a346-42e331d8aac7	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-7ecf-864e-276c5af45f92	01a22cac-8845-7f8c-a4a0-9dedb3516ea2	19073e66-d16c-4fae-9320-7c6bfa625c2f	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-701e-bc20-8257992e70df	01a22cac-8845-793b-b3dd-529ac2b526c3	c64463ff-e70f-4ef7-87af-6933b6427491	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-77f2-b7d8-5a1c80b1dc99	01a22cac-8845-715c-9452-c06d0eb579b8	53c4d23a-6b56-418a-a729-e08c32bd0bdc	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-7d21-871f-ce684549994a	01a22cac-8845-7ef2-9d34-03850f10ff7f	0ff02519-876b-419c-a9d2-6841eb09dda2	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-7898-a7f7-afb09529848e	01a22cac-8846-7d85-9718-728d6f10f6ad	5ddb7a85-e340-4ed2-871f-a98a680066c8	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-719a-8609-0f984ad16f28	01a22cac-8846-7d7c-8b4f-865c3b341d0c	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-7cc2-b9b8-319a92f8bbae	01a22cac-8846-7f2e-bfad-a24a4b6d193d	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-7890-aaf3-9c23c835f189	01a22cac-8846-724a-8fad-ffdc9e79c563	e7415949-8b6a-467a-a9f3-533914b6cbca	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-78d6-9ed8-30b9da828c90	01a22cac-8846-7c8f-88f1-fa169a9d8214	1ea843a6-c960-4706-a773-b5701a24496c	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-7d00-bf5a-9b833030bdba	01a22cac-8847-78af-a9f0-177b229cb3e3	3a417967-a193-408e-8a9e-e0529931cc62	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-7ea5-b313-df2098d3b434	01a22cac-8847-77a4-ab23-6d092ed80632	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-732d-bc90-a026856b3a2e	01a22cac-8849-7bd3-a1d5-0949dfd665d7	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-7954-b1f9-c59b0ab20765	01a22cac-8849-7550-b2d8-340c841b3c46	83a320ba-3ede-4492-a574-584df77d6981	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-742c-ac5b-7113d6193f46	01a22cac-884a-7de3-b374-9457cf084666	37948421-8fac-437f-9a93-0ad2f0f35e4c	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-88ab-77b5-9feb-b122910c7b15	01a22cac-884a-7718-b3c3-2305a85ab12d	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	0	2026-11-30 13:37:14.409588+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
01a22cac-8b10-7b65-b2b6-7891004e5625	01a22cac-8ac8-7dfa-ab75-8bc660c15d07	01a22cac-8a29-79d7-ab9f-180746f92d8c	0	2026-11-30 13:37:15.01709+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:37:15.01709+00
01a22cac-88aa-78e7-99ea-504c9e15f006	01a22cac-8844-79ae-91dc-ec9708c5e41b	459b5a0f-5197-4db9-89ee-33cf59b0f704	0	2026-11-30 13:37:14.409588+00	01a22cac-8b03-7d15-b6ca-1155c698835d	s	2026-11-30 13:37:15.06709+00	\N	\N	\N	\N	2026-11-30 13:37:14.409588+00
\.


--
-- Data for Name: human_interventions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.human_interventions (id, execution_id, intervention_type, priority, status, title, description, context_data, assigned_to, response, response_data, notification_sent, notification_method, escalation_count, sla_deadline, created_at, responded_at, updated_at, subject, response_schema, allowed_decisions, proposal, timeout_action, decision, responded_by, pauses_execution) FROM stdin;
01a22cac-8893-7fad-9e94-a19a48d2193c	7865f7b2-3793-40fe-92fb-90edabf7fd74	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cac-8898-770a-801d-f26d4f742a54	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cac-8899-75a8-930c-d75ff3bdbfbd	459b5a0f-5197-4db9-89ee-33cf59b0f704	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cac-8899-711b-99dd-3126d7d32a2d	991481b2-196b-4847-8e3b-0b422fbc8ca3	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cac-889a-7703-abea-fc8b88f36671	dcf0e59b-5ab9-409b-a346-42e331d8aac7	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cac-889a-7245-8032-9f12efa5d59e	19073e66-d16c-4fae-9320-7c6bfa625c2f	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cac-889a-7dc0-b784-4bbde77edf64	c64463ff-e70f-4ef7-87af-6933b6427491	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cac-889b-7b7e-a1d5-8fbb9ac32aa8	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	2026-11-30 13:37:14.386972+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cac-88b0-74e9-ab37-a88a74ef0b92	5ddb7a85-e340-4ed2-871f-a98a680066c8	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cac-88b3-72f1-a250-6bf761e094bc	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cac-88b4-7c55-960e-1243bdba31e4	e7415949-8b6a-467a-a9f3-533914b6cbca	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cac-88b4-7f0a-9206-5dfa829d3cf1	1ea843a6-c960-4706-a773-b5701a24496c	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cac-88b5-77fe-9518-2f646e583cb7	3a417967-a193-408e-8a9e-e0529931cc62	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cac-88b5-7036-9281-0ce171402d79	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cac-88b5-7def-8171-684c8d25b406	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cac-88b6-753d-bfa9-a2a02bfe51e3	83a320ba-3ede-4492-a574-584df77d6981	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cac-88b6-7194-b039-942c1029ee37	37948421-8fac-437f-9a93-0ad2f0f35e4c	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cac-88ae-7e3a-b179-3dc98b0772fa	53c4d23a-6b56-418a-a729-e08c32bd0bdc	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	2026-11-30 13:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22cac-88b0-7009-8df9-459866b561cc	0ff02519-876b-419c-a9d2-6841eb09dda2	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	2026-11-30 13:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22cac-88b0-7429-a3da-242a540bb890	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:37:14.413987+00	2026-11-30 13:37:14.413987+00	2026-11-30 13:37:14.413987+00	2026-11-30 13:37:14.413987+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22cac-8c4d-7e45-a6f4-06e4a4487df0	01a22cac-8a29-79d7-ab9f-180746f92d8c	approval_required	medium	approved	?	May I?	\N	\N	\N	{"n": 0.1}	f	\N	0	2026-11-30 17:37:15.351907+00	2026-11-30 13:37:15.351907+00	2026-11-30 13:37:15.385279+00	2026-11-30 13:37:15.385279+00	\N	{"properties": {"n": {"maximum": 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160}}}	{edit,reject}	{"n": 1.5}	reject	edit	service_role	f
01a22cac-8c88-7534-bd07-d13144c32427	01a22cac-8a29-79d7-ab9f-180746f92d8c	approval_required	medium	pending	?	May I?	\N	\N	\N	\N	f	\N	0	2026-11-30 17:37:15.403583+00	2026-11-30 13:37:15.403583+00	\N	2026-11-30 13:37:15.403583+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	t
\.


--
-- Data for Name: notices; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.notices (id, kind, priority, title, details, dedup_key, execution_id, competition_id, submission_id, created_at, ended_at) FROM stdin;
01a22cac-88ac-75a4-9e1c-22c531a9433d	better_score	low	t	{}	53c4d23a-6b56-418a-a729-e08c32bd0bdc	53c4d23a-6b56-418a-a729-e08c32bd0bdc	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-76ee-93da-7d0e93bf3e98	better_score	low	t	{}	0ff02519-876b-419c-a9d2-6841eb09dda2	0ff02519-876b-419c-a9d2-6841eb09dda2	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-72eb-89ac-5d490c14f88d	better_score	low	t	{}	5ddb7a85-e340-4ed2-871f-a98a680066c8	5ddb7a85-e340-4ed2-871f-a98a680066c8	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7567-93d2-f1191bc4e95e	better_score	low	t	{}	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7286-9e4a-67d67dda4044	better_score	low	t	{}	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7318-9831-618e06edc1ce	better_score	low	t	{}	e7415949-8b6a-467a-a9f3-533914b6cbca	e7415949-8b6a-467a-a9f3-533914b6cbca	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-75a3-bcaf-23a86d7aeeea	better_score	low	t	{}	1ea843a6-c960-4706-a773-b5701a24496c	1ea843a6-c960-4706-a773-b5701a24496c	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-78d2-801e-86accc07fc8c	better_score	low	t	{}	3a417967-a193-408e-8a9e-e0529931cc62	3a417967-a193-408e-8a9e-e0529931cc62	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7aca-989a-18a337b1f096	better_score	low	t	{}	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-796b-8af9-567f929883f7	better_score	low	t	{}	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-723a-afbd-b5d839dfaea9	better_score	low	t	{}	83a320ba-3ede-4492-a574-584df77d6981	83a320ba-3ede-4492-a574-584df77d6981	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-743d-bd92-9fb7670966dc	better_score	low	t	{}	37948421-8fac-437f-9a93-0ad2f0f35e4c	37948421-8fac-437f-9a93-0ad2f0f35e4c	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7532-b955-3b30126e9a9a	better_score	low	t	{}	7865f7b2-3793-40fe-92fb-90edabf7fd74	7865f7b2-3793-40fe-92fb-90edabf7fd74	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7d29-8d82-6656adf6fa54	better_score	low	t	{}	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7077-b37b-a218ad83299d	better_score	low	t	{}	459b5a0f-5197-4db9-89ee-33cf59b0f704	459b5a0f-5197-4db9-89ee-33cf59b0f704	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-73a3-8062-d69fd2c3b293	better_score	low	t	{}	991481b2-196b-4847-8e3b-0b422fbc8ca3	991481b2-196b-4847-8e3b-0b422fbc8ca3	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-71c4-af13-deecc45f8167	better_score	low	t	{}	dcf0e59b-5ab9-409b-a346-42e331d8aac7	dcf0e59b-5ab9-409b-a346-42e331d8aac7	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7635-8042-47251be317bb	better_score	low	t	{}	19073e66-d16c-4fae-9320-7c6bfa625c2f	19073e66-d16c-4fae-9320-7c6bfa625c2f	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7c0d-be58-24d34be29c91	better_score	low	t	{}	c64463ff-e70f-4ef7-87af-6933b6427491	c64463ff-e70f-4ef7-87af-6933b6427491	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-88ad-7489-8318-f78b1bf93a8e	better_score	low	t	{}	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	\N	\N	2026-11-30 13:37:14.411693+00	\N
01a22cac-8eaf-74a2-8172-413334682c96	health	high	machines: 24 live; to terminate: 1 (requested)	{"found": "24 live; to terminate: 1 (requested)", "state": "problem", "remedy": "They cost money: run `kaggle-store supervise`, or terminate what gpu_sessions_due() lists at the providers, then call close_gpu_session().", "subject": "machines"}	health:machines:problem	\N	\N	\N	2026-11-30 13:37:15.860963+00	\N
01a22cac-8eb0-75a1-8527-f51e58beb738	health	medium	upkeep: there is no pg_cron; not run in time: integrity_notices; last run 2026-11-30 13:37 UTC	{"found": "there is no pg_cron; not run in time: integrity_notices; last run 2026-11-30 13:37 UTC", "state": "warning", "remedy": "Run `kaggle-store upkeep --every 1m` on a machine that is always on.", "subject": "upkeep"}	health:upkeep:warning	\N	\N	\N	2026-11-30 13:37:15.860963+00	\N
\.


--
-- Data for Name: intervention_notifications; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.intervention_notifications (id, intervention_id, notice_id, reason, created_at, sent_at, notification_method, routed_at) FROM stdin;
01a22cac-88b7-780b-8f4c-b9a03b263bd3	01a22cac-88ae-7e3a-b179-3dc98b0772fa	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88b9-7f39-bbbe-480de2fc6aa6	01a22cac-88b0-7009-8df9-459866b561cc	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88ba-7417-8962-429dbf382085	01a22cac-88b0-74e9-ab37-a88a74ef0b92	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88bb-714c-a803-7edbafbacb7c	01a22cac-88b0-7429-a3da-242a540bb890	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88bb-7bb8-8fac-1b7827e30a4c	01a22cac-88b3-72f1-a250-6bf761e094bc	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88bc-7fe6-b9de-b9eff35f906c	01a22cac-88b4-7c55-960e-1243bdba31e4	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88be-7962-85d5-206360e65259	01a22cac-88b4-7f0a-9206-5dfa829d3cf1	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88bf-7792-8bb8-85a3a97b074b	01a22cac-88b5-77fe-9518-2f646e583cb7	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88c0-73e8-8abb-7f51ec16c50b	01a22cac-88b5-7036-9281-0ce171402d79	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88c1-7d22-a4ce-7471d6525804	01a22cac-88b5-7def-8171-684c8d25b406	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88c4-7c94-a9e0-39424eff68a8	01a22cac-88b6-753d-bfa9-a2a02bfe51e3	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-88c5-71fa-a31c-8fdfb38b8b1b	01a22cac-88b6-7194-b039-942c1029ee37	\N	requested	2026-11-30 13:37:14.413987+00	\N	\N	\N
01a22cac-8c72-7796-b1c6-f76d1db6f54b	01a22cac-8c4d-7e45-a6f4-06e4a4487df0	\N	requested	2026-11-30 13:37:15.351907+00	\N	\N	\N
01a22cac-8c95-7512-82d2-f82bc4461c74	01a22cac-8c88-7534-bd07-d13144c32427	\N	requested	2026-11-30 13:37:15.403583+00	\N	\N	\N
01a22cac-8eaf-7d41-8662-954f1f4178bd	\N	01a22cac-8eaf-74a2-8172-413334682c96	noticed	2026-11-30 13:37:15.860963+00	\N	\N	\N
01a22cac-8eb0-7873-9f31-ff9ac16661d6	\N	01a22cac-8eb0-75a1-8527-f51e58beb738	noticed	2026-11-30 13:37:15.860963+00	\N	\N	\N
\.


--
-- Data for Name: notification_deliveries; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.notification_deliveries (id, notification_id, channel, priority, status, attempts, next_attempt_at, claim_id, claimed_by, claimed_until, last_error, sent_at, created_at) FROM stdin;
01a22cac-88e6-70d4-b5af-7f2bfc9eb85a	01a22cac-88b7-780b-8f4c-b9a03b263bd3	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-7c59-bac0-6c304e943f69	01a22cac-88b9-7f39-bbbe-480de2fc6aa6	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-7d7f-8af5-677d5cffbf8c	01a22cac-88ba-7417-8962-429dbf382085	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-7ebd-81e5-f752d5141821	01a22cac-88bb-714c-a803-7edbafbacb7c	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-77b7-9123-8f961737de9c	01a22cac-88bb-7bb8-8fac-1b7827e30a4c	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-7e87-a903-bcbdbeb1c45f	01a22cac-88bc-7fe6-b9de-b9eff35f906c	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-7018-9313-aa469d0bb924	01a22cac-88be-7962-85d5-206360e65259	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-70ad-8840-5fd4435d4772	01a22cac-88bf-7792-8bb8-85a3a97b074b	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-7b66-8eaa-8656d80dfc81	01a22cac-88c0-73e8-8abb-7f51ec16c50b	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-7551-9f56-50f0d7cf27bb	01a22cac-88c1-7d22-a4ce-7471d6525804	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-7731-b464-4da74b6325d3	01a22cac-88c4-7c94-a9e0-39424eff68a8	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
01a22cac-88e7-7dcc-ab99-1df9ebf4e11d	01a22cac-88c5-71fa-a31c-8fdfb38b8b1b	team	low	pending	0	2026-11-30 13:37:14.470145+00	\N	\N	\N	\N	\N	2026-11-30 13:37:14.470145+00
\.


--
-- Data for Name: research_results; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.research_results (id, execution_id, research_type, query_text, source_api, raw_response, processed_insights, relevance_score, citation_count, research_duration_seconds, tokens_consumed, cost_dollars, created_at, external_id) FROM stdin;
01a22cac-8820-7acd-83ec-63ec3697f656	7865f7b2-3793-40fe-92fb-90edabf7fd74	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8821-7aaa-9cb4-6c55e8fbfe45	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8821-7547-83f0-8fe14e5852cc	459b5a0f-5197-4db9-89ee-33cf59b0f704	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8821-71de-959c-e7135e4f8df9	991481b2-196b-4847-8e3b-0b422fbc8ca3	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8821-7500-b62c-b223062530c0	dcf0e59b-5ab9-409b-a346-42e331d8aac7	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8821-7001-9905-6f05e82c340f	19073e66-d16c-4fae-9320-7c6bfa625c2f	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8821-78a9-ae07-895cbdca998c	c64463ff-e70f-4ef7-87af-6933b6427491	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7d03-84fb-12694e907149	53c4d23a-6b56-418a-a729-e08c32bd0bdc	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7acc-b655-9fbd5e7d5f52	0ff02519-876b-419c-a9d2-6841eb09dda2	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7f73-b76f-39db881fedde	5ddb7a85-e340-4ed2-871f-a98a680066c8	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-71bb-9d62-5cde8408a99c	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-73a8-b77f-18388a004b69	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7f91-80b1-600bb7729f2d	e7415949-8b6a-467a-a9f3-533914b6cbca	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7c8b-ba13-6a5536fcc4d9	1ea843a6-c960-4706-a773-b5701a24496c	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7035-9cee-43f58ce1b438	3a417967-a193-408e-8a9e-e0529931cc62	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7288-ae38-5f4fb05c3ff9	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7410-b330-864b381882bb	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7568-8f01-eab7c4018ea1	83a320ba-3ede-4492-a574-584df77d6981	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7052-9167-897ff6f4a1c4	37948421-8fac-437f-9a93-0ad2f0f35e4c	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8822-7490-baae-4b434d9de890	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.271526+00	\N
01a22cac-8a46-7399-bd99-f08f113c9393	01a22cac-8a29-79d7-ab9f-180746f92d8c	academic_papers	boosting	arxiv	{"title": "quotes \\" and \\\\ and 日本語"}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.827481+00	\N
01a22cac-8a4f-7b8d-8b58-2904c46409ef	01a22cac-8a29-79d7-ab9f-180746f92d8c	academic_papers	stacking	arxiv	{"title": "quotes \\" and \\\\ and 日本語"}	\N	\N	0	\N	\N	\N	2026-11-30 13:37:14.833901+00	\N
\.


--
-- Data for Name: system_metrics_2026_09; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22cac-8ce9-7dcf-8a90-c3c8cc6e57aa	loss	NaN	gauge	{"day": 0}	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	2026-09-01 00:00:00+00
01a22cac-8ce9-7dcf-8a90-c3c8cc6e57ab	loss	Infinity	gauge	{"day": 1}	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	2026-09-02 00:00:00+00
01a22cac-8ce9-7dcf-8a90-c3c8cc6e57ac	loss	-Infinity	gauge	{"day": 2}	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	2026-09-03 00:00:00+00
01a22cac-8ce9-7dcf-8a90-c3c8cc6e57ad	loss	0.1	gauge	{"day": 3}	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	2026-09-04 00:00:00+00
\.


--
-- Data for Name: system_metrics_2026_10; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22cac-8d0b-7dc7-b1b1-54948ad65e3d	loss	1e+300	gauge	{"day": 0}	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	2026-10-01 00:00:00+00
01a22cac-8d0b-7dc7-b1b1-54948ad65e3e	loss	5e-324	gauge	{"day": 1}	01a22cac-8a29-79d7-ab9f-180746f92d8c	\N	2026-10-02 00:00:00+00
\.


--
-- Data for Name: system_metrics_2026_11; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22cac-88dd-706f-8b19-c87da4d0b84c	loss	NaN	gauge	\N	83a320ba-3ede-4492-a574-584df77d6981	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7577-9e6c-9d9e43708dcc	loss	NaN	gauge	\N	37948421-8fac-437f-9a93-0ad2f0f35e4c	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7ffe-8208-50fc900589cd	loss	NaN	gauge	\N	53c4d23a-6b56-418a-a729-e08c32bd0bdc	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7112-8f91-adb41e559955	loss	NaN	gauge	\N	0ff02519-876b-419c-a9d2-6841eb09dda2	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7272-b722-2b321a18f343	loss	NaN	gauge	\N	b72d5c62-fac6-49d7-bc8b-4f8b9b888430	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7079-bfaf-5252424a4660	loss	NaN	gauge	\N	7865f7b2-3793-40fe-92fb-90edabf7fd74	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-715a-9f45-1f4e235eccc4	loss	NaN	gauge	\N	c9e64fb2-ed6a-47cc-9bf3-fc2077bf49ea	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7713-890c-27a7f0c1c215	loss	NaN	gauge	\N	459b5a0f-5197-4db9-89ee-33cf59b0f704	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7e44-9987-9804d9a06943	loss	NaN	gauge	\N	991481b2-196b-4847-8e3b-0b422fbc8ca3	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7533-bd9f-8794ca5bd2ce	loss	NaN	gauge	\N	dcf0e59b-5ab9-409b-a346-42e331d8aac7	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-71d3-b078-280b7529d532	loss	NaN	gauge	\N	19073e66-d16c-4fae-9320-7c6bfa625c2f	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7a7a-a7b7-7ec3042d1756	loss	NaN	gauge	\N	c64463ff-e70f-4ef7-87af-6933b6427491	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-725b-b7e4-97f5e9fe3ac4	loss	NaN	gauge	\N	03ddc2e0-8c31-417c-a021-4458e2fe6f4a	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7b54-a9a6-ba7068a570e4	loss	NaN	gauge	\N	5ddb7a85-e340-4ed2-871f-a98a680066c8	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7c75-a9b6-cfef976eca85	loss	NaN	gauge	\N	1cf57a3a-ac8b-4123-9756-5600e3ce61ef	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7403-83f6-d00aecbaef06	loss	NaN	gauge	\N	e7415949-8b6a-467a-a9f3-533914b6cbca	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7983-801e-a40fe000463e	loss	NaN	gauge	\N	1ea843a6-c960-4706-a773-b5701a24496c	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-7fc8-ad09-a6a17bea3d75	loss	NaN	gauge	\N	3a417967-a193-408e-8a9e-e0529931cc62	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-78af-9be9-e39363cdc977	loss	NaN	gauge	\N	10c1af05-63f3-4432-9c88-0bfc5e8a11ee	\N	2026-11-30 13:37:14.459818+00
01a22cac-88dd-709c-884f-cedda55110d3	loss	NaN	gauge	\N	179d6c18-58e9-4bc2-92f3-6c6a20a0f3c6	\N	2026-11-30 13:37:14.459818+00
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
01a22cac-8918-71c7-9c00-c808b50ed59e	leftovers	2026-11-30 13:37:14.518255+00	0.003319	done	{"more_left": false, "cancelled_jobs": 0, "forgotten_runs": 0, "forgotten_claims": 0, "forgotten_readings": 0, "withdrawn_interventions": 0}	\N	\N	service_role
01a22cac-8d78-74aa-81d9-4603f5dfe63a	overdue_interventions	2026-11-30 13:37:15.643243+00	0.011408	done	{"escalated": 0, "more_left": false}	\N	\N	service_role
01a22cac-8da2-763e-ac16-8149cf56f8aa	gpu_sessions	2026-11-30 13:37:15.685628+00	0.003095	done	{"due": 1}	\N	\N	service_role
01a22cac-8db5-79b2-a15e-05f024d5e53a	leftovers	2026-11-30 13:37:15.705888+00	0.011839	done	{"more_left": false, "cancelled_jobs": 0, "forgotten_runs": 0, "forgotten_claims": 0, "forgotten_readings": 0, "withdrawn_interventions": 0}	\N	\N	service_role
01a22cac-8dd9-78c7-9cd6-76bfc75e6a7d	metric_partitions	2026-11-30 13:37:15.738539+00	0.001456	done	{"created": 0, "moved_rows": 0}	\N	\N	service_role
01a22cac-8de6-71cd-ba03-5650dd8541a9	metrics_retention	2026-11-30 13:37:15.75106+00	0.007507	done	{"busy": 0, "dropped": 0, "more_left": false, "purged_rows": 0, "kept_unexported": 0, "forgotten_notices": 0}	\N	\N	service_role
01a22cac-8dfd-7a29-ad86-634f9a428eb5	archive	2026-11-30 13:37:15.774798+00	0.002477	done	{"busy": 0, "refused": {}, "archived": 0, "more_left": false}	\N	\N	service_role
01a22cac-8e0e-74fa-9bc8-b7186e8403a2	execution_summary	2026-11-30 13:37:15.791469+00	0.026219	done	{}	\N	\N	service_role
01a22cac-8e31-7df0-9164-a003e5d258b1	notices	2026-11-30 13:37:15.828426+00	0.008252	done	{"more_left": false, "forgotten_counts": 0, "overdue_executions": 0, "unknown_submissions": 0}	\N	\N	service_role
01a22cac-8e4e-7abd-9bc5-43ccb6e583eb	health_notices	2026-11-30 13:37:15.855725+00	0.08685	done	{"gone": 0, "found": 2}	\N	\N	service_role
01a22cac-8eb1-7b1e-b740-9c628b23f58c	integrity_notices	2026-11-30 13:37:15.954746+00	0.029384	done	{"gone": 0, "found": 0, "slices": 1, "more_left": false}	\N	\N	service_role
\.


--
-- Data for Name: _local_key; Type: TABLE DATA; Schema: vault; Owner: supabase_admin
--

COPY vault._local_key (passphrase) FROM stdin;
bf16fe938b1e4e6cf4643716a9f2bb93ce4fec156bc70dd2d50eed664f8c0577
\.


--
-- Data for Name: secrets; Type: TABLE DATA; Schema: vault; Owner: supabase_admin
--

COPY vault.secrets (id, name, description, secret, key_id, nonce, created_at, updated_at) FROM stdin;
bb67e82d-44c3-4f78-9c8b-975ebdda05c7	kaggle_store_generated_key_1	Encrypts secrets of kaggle_store	ww0EBwMC7WRJyoUExMRt0nEBqM9897R9zFUaJqMsGvAVm30bKb2EbC2kpuxzK1lztBTMqZIh1N6u\n3mAo5GRlLUR6E3dTLbUerZb48c1D9ISLNnNmmHAFZmz8e8oAKB1ouwoYcBabMFeoLOTJm9a3ZNaI\ndGe1qKUFijjMSI96sLFclg==	\N	\N	2026-11-30 13:37:11.902772+00	2026-11-30 13:37:11.902772+00
\.


--
-- Name: audit_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.audit_log_id_seq', 163, true);


--
-- PostgreSQL database dump complete
--

\unrestrict lVw9syRdaXXzVpKwOCM2tvF47KWSHToKSqWtJk14bDgtfnYd1lP00jUZgfAzbOl

set session_replication_role = origin;
select kaggle_store.adopt_audit_log();
update kaggle_store.clock set shift = '2026-11-30 13:37:20.575209+00:00'::timestamptz - pg_catalog.now();
