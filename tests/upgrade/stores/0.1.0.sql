-- The rows of a filled store of release 0.1.0, made by `python -m tests.upgrade.dump`.
-- The encryption keys are those of a store which existed for seconds.
set session_replication_role = replica;
truncate agent_executions, archived_executions, artifacts, audit_log, competitions, configurations, execution_steps, generated_code, gpu_sessions, gpu_terminations, human_interventions, intervention_notifications, kaggle_store.access_mode, kaggle_store.added_grants, kaggle_store.allowed_moves, kaggle_store.answer_times, kaggle_store.archived_rows, kaggle_store.artifact_removals, kaggle_store.claims, kaggle_store.clock, kaggle_store.created_roles, kaggle_store.deleted_slots, kaggle_store.encryption_keys, kaggle_store.installed, kaggle_store.integrity_round, kaggle_store.known_metrics, kaggle_store.late_metrics, kaggle_store.lost_leases, kaggle_store.members, kaggle_store.metric_exports, kaggle_store.readings, kaggle_store.recorded_access, kaggle_store.restored_executions, kaggle_store.upkeep_policy, kaggle_store.upkeep_tasks, kaggle_store.workflow_steps, notices, notification_deliveries, research_results, submissions, system_metrics, training_jobs, upkeep_runs, vault._local_key, vault.secrets;
select count(*) from public.ensure_metric_partitions('2026-09-01', '2027-02-01');
--
-- PostgreSQL database dump
--


-- Dumped from database version 17.10
-- Dumped by pg_dump version 17.10

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
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
01a22cf0-22e3-73b9-b182-c504d09ae81e	06a738bd-a03b-4756-a90c-fdc747041211	old 2	cancelled	2023-01-01 00:00:00+00	2023-01-02 00:00:00+00	2026-11-30 14:51:04.8019+00	2026-11-30 14:51:12.611713+00	1	{"agent_executions": 1}	3d710a9667679c7e20310c04276b2f3efeb1c455a34a1843fc18c968f2707c4f
\.


--
-- Data for Name: archived_rows; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.archived_rows (execution_id, place, table_name, document) FROM stdin;
01a22cf0-22e3-73b9-b182-c504d09ae81e	1	agent_executions	{"id": "01a22cf0-22e3-73b9-b182-c504d09ae81e", "round": 1, "status": "cancelled", "worker": null, "attempts": 0, "lease_id": null, "priority": 0, "lease_end": null, "created_at": "2023-01-01T00:00:00+00:00", "started_at": "2023-01-02T00:00:00+00:00", "updated_at": "2026-11-30T14:51:04.8019+00:00", "available_at": "2026-11-30T14:51:04.8019+00:00", "completed_at": "2023-01-02T00:00:00+00:00", "current_step": 1, "max_attempts": 3, "error_message": null, "resume_reason": "fresh", "resume_status": null, "source_record": {}, "competition_id": "06a738bd-a03b-4756-a90c-fdc747041211", "execution_name": "old 2", "lease_expires_at": null, "review_is_manual": null, "gpu_budget_dollars": 0.150000, "gpu_budget_consumed": 0.000000, "target_submission_hours": 24, "human_intervention_reason": null, "human_intervention_required": false}
\.


--
-- Data for Name: artifact_removals; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.artifact_removals (id, execution_id, name, uri, sha256, listed_at) FROM stdin;
910a1916-b26a-4042-a004-cbd8d5ebd159	11b16364-53c2-4c1e-a2af-37deeab7f48f	model.bin	file:///artifacts/11b16364-53c2-4c1e-a2af-37deeab7f48f/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	2026-11-30 14:51:04.772361+00
\.


--
-- Data for Name: claims; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.claims (lease_id, worker, claimed_at) FROM stdin;
97cfcca3-e405-469d-8d04-2d888da6aa85	w	2026-11-30 14:51:04.492514+00
126bd35d-e943-49e4-984b-f0db07327c4f	w	2026-11-30 14:51:04.621243+00
b53da205-bd93-474a-97be-2ec0d57aa8de	w	2026-11-30 14:51:05.686952+00
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
43139bfd-b303-4a90-8341-37599673d179	2026-11-30	00000000-0000-0000-0000-000000000001
\.


--
-- Data for Name: encryption_keys; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.encryption_keys (version, fingerprint, vault_name, secret, created_at) FROM stdin;
1	b03801562e4a7601	kaggle_store_generated_key_1	\N	2026-11-30 14:51:01.942836+00
\.


--
-- Data for Name: installed; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.installed (name, sha256, installed_at) FROM stdin;
20261123000000_foundation	ef5de083b934083ec8d7d5cb8bdfab5feb984d5214ed7a0fed730f65cb1009c6	2026-11-30 14:51:01.74085+00
20261123000100_types	ffdf31452f0f7df86d1beba7512dbdf63689d34bb403071815c4d57719a3be39	2026-11-30 14:51:01.777518+00
20261123000150_bounds	5751743035341b53f2aa611ba24ddc65751525a77a21ab39a559cec6c59e8524	2026-11-30 14:51:01.796891+00
20261123000200_lifecycles	fb017df54fd826647adcae012903e211b2bba8113e12ff1ba02e6d7e9a38ad47	2026-11-30 14:51:01.802778+00
20261123000250_leases	c4f64e71d56c2d229587cbe689fdfef9db9dd8cd7df2f0cf084920900d3f651c	2026-11-30 14:51:01.823566+00
20261123000300_audit_log	f34e214e2eba377a3fdafb05666cf07b9e22094224bbcc938ef7a490568b419c	2026-11-30 14:51:01.85886+00
20261123000350_members	d5468cf8da7e597265698e79b54d2725b48306138c57de768d6ba82d797333b2	2026-11-30 14:51:01.896964+00
20261123000400_secrets	a7df9a7b3b6ddaed3e849af1e1a62474a6d4ee1731a3c8a7821b99dfb5c8db32	2026-11-30 14:51:01.942836+00
20261123010100_competitions	c9ffbccdc6d3e323995c7d2fa831e1ee19fa03b1361abfa3cd8ac6d48c094dae	2026-11-30 14:51:01.986607+00
20261123010200_discovery	d7cb7e6ed8b5baf523979b2bacf3b6b7a2dc5b17b5d1d39c650de6bcb59cc032	2026-11-30 14:51:02.045963+00
20261123010300_agent_executions	02ce6261e933e6fb6be3af9d44e75cc385ef59286905a047b894d60c0c51f8f9	2026-11-30 14:51:02.049609+00
20261123010400_execution_claims	cb30b30882f578417e1d27cf5a21a8ae8ad537ba670b15e3b9654c1ea542d55b	2026-11-30 14:51:02.122029+00
20261123010500_worker_tokens	a0647a06c08ab72262e717210f495b93331604601f7c860d8bc4154d2085ae94	2026-11-30 14:51:02.153735+00
20261123020100_research_results	88ac1462f25b6fabfa05426b6004a1cb45e0e677158d00564ca9cd17c17653f6	2026-11-30 14:51:02.164821+00
20261123020200_generated_code	0be0943530036ec7437f9880806c423571a460eec7c93c1afabba6ae8cb7c3d9	2026-11-30 14:51:02.209903+00
20261123020300_execution_steps	8e2b934ace369d1405d4c3033a7d425b4537892da04cee46b2de113767a30426	2026-11-30 14:51:02.23831+00
20261123030100_gpu_sessions	81e995db9059c750704cf62b93fd45d1df0d19ed53d270e052090d5067106311	2026-11-30 14:51:02.245727+00
20261123030110_gpu_budget	7b389f1cad766b14fb878b3a2f78bdedd1b428838627079073daacf3d5086880	2026-11-30 14:51:02.287406+00
20261123030115_gpu_terminations	c6d3faa031d90f6f912083f46e4657a9f31f8f959e27be004af30da427a03f7a	2026-11-30 14:51:02.307502+00
20261123030120_ssh_credentials	549c9dfc558c704035446f8f6ef011ec89ad6ce534df136571fb288f47a1008a	2026-11-30 14:51:02.325259+00
20261123030200_training_jobs	80fd4288f9ef872f5fa6a9fb8b9d4f54b941b525ecd660ffaef4d383ea069168	2026-11-30 14:51:02.329177+00
20261123030210_training_claims	e5ac340e6324f59f2bbb937e15a0f82ce587b2cec3fbe7f57242643ac9bb1d3a	2026-11-30 14:51:02.408542+00
20261123030300_submissions	70cd1089f16c273504b524c371f64adac5b64a0c0366290ac5d4da2eded86f71	2026-11-30 14:51:02.42084+00
20261123030390_answer_schemas	d776f6e235a258a461b8eb6df6c491fd9c0e753365e03e2586fedad6d8040db8	2026-11-30 14:51:02.476508+00
20261123030400_human_interventions	153e6d2182425b272ec4b0d302bfa00ca6d2d911f1e2da7a720fea05bd44f22f	2026-11-30 14:51:02.485205+00
20261123030405_notices	6bbcb03b021beb243beddc4850b37c5fe973fd119f85561d07d81af4b53caacc	2026-11-30 14:51:02.5157+00
20261123030410_intervention_responses	e36501fb6b77e9e613f70d50dc7b3ce708c40f5b891a08854aaef4a3631150f0	2026-11-30 14:51:02.527609+00
20261123030500_deletes	cae6ba18ee330c52e6fbf537a45dd65718941ff96e9420075ce2afcbc526bf4f	2026-11-30 14:51:02.575592+00
20261123030600_artifacts	606508ad92a663ca8e8d72be3acfe82f163c6e2181decffbd2fcaf883de7674b	2026-11-30 14:51:02.57974+00
20261123040100_system_metrics	3e09244c58abf9a992a72b977671b4aaada271c11d14f8cd32c4642a7a1d9b23	2026-11-30 14:51:02.604724+00
20261123040110_training_progress	d917f8d8bd54fa17bbb11002ee23a1b161de771b2828953f869f1cb3ff3578cd	2026-11-30 14:51:02.703798+00
20261123040120_metric_buckets	e85134bbe121b98623cb74eb17ecb28d4783dd4eb33b91d113ec311b5b742478	2026-11-30 14:51:02.719654+00
20261123040130_metric_exports	77c914c3446ff00d33e650c25681e6bb3cf60b9ede2ee759982d3693db8b441c	2026-11-30 14:51:02.72837+00
20261123040200_configurations	50894284e438ae68b7508715a484408868316ac6fb7d4609744b9160244224f7	2026-11-30 14:51:02.741327+00
20261123040210_secret_settings	d5d8ca92e1e80cf13b6dcf18923c0763c9219438278480928a8f97705efa834a	2026-11-30 14:51:02.754074+00
20261123050100_dashboards	d3f26181e77cc0fb3f8caafe530dcdbc39cc1527e9a9cbb232ff14f88c5c237c	2026-11-30 14:51:02.76462+00
20261123050150_costs_and_scores	9f936859d45716ffaf2e56d441653f7b4956d2df07ba16be20ac05856feca9eb	2026-11-30 14:51:02.789186+00
20261123050160_code_tree	bf98ab5de5e643a8feccc37200d75de861e589066aadd986536079ce32086164	2026-11-30 14:51:02.808947+00
20261123050170_recent_executions	2d6225d194463d69f88380d5a89a78a191d4f91655bb1e7051fb749a0a108442	2026-11-30 14:51:02.821458+00
20261123050200_execution_summary	dbe2ec9d768df74adbf62e59fc58fa42986bfe687e53157f2b6a4c0a32878d27	2026-11-30 14:51:02.824153+00
20261123050300_upkeep	80a4b567f199e948479c8055f9ddad586be5f0ee4267e35183bd277f46204c34	2026-11-30 14:51:02.864116+00
20261123050305_deliveries	d3587da90045ccbc1eff09fee5a53aa34323d822453735130ffd6cf3a83f4291	2026-11-30 14:51:02.881892+00
20261123050310_archive	87a1083bb344a626398cf6eda73a87e7a823aae40eeddd406ce52ae40e78a683	2026-11-30 14:51:02.905339+00
20261123050320_upkeep_runs	c98b449421f5535c84e85dc8251860e1735cec037580cf49c71fcde793c2d618	2026-11-30 14:51:02.942686+00
20261123050350_integrity	66155556d5af989c860981b154e3c3e5b423a385e9b858e27246f03319fee491	2026-11-30 14:51:02.978142+00
20261123050360_health	2463a0e8508f544ae0a2e982819e3c6d46fbab339ad3ea18258ae89af4630bcd	2026-11-30 14:51:03.001735+00
20261123050365_noticing	ca7229bcf917d62b046c6702db1ff8edf88a6e2e6cae2138552174eb35321036	2026-11-30 14:51:03.01818+00
20261123050367_page_reads	389052be8c631dba59a94b6ffdc92131bb7103b7a2a7ed4324e1a189db9cef5a	2026-11-30 14:51:03.064391+00
20261123050370_access	c2a42b16e8ac0b994c4ec2a10d6e0943ad79e4fd92c3bdd786b64dc6cbca2e8d	2026-11-30 14:51:03.175471+00
20261123050400_schedule	87e5547787c7eeb40be9107c194741a35213d8b1aecd149b7b9635723c1a3969	2026-11-30 14:51:03.240145+00
\.


--
-- Data for Name: integrity_round; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.integrity_round (only_row, checked_to, found) FROM stdin;
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
b3cc2fdf-0518-4bce-b6c3-0aa40fcae042	1	2026-11-30 14:51:04.882278+00
\.


--
-- Data for Name: members; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.members (id, is_admin, added_by, added_at) FROM stdin;
6202ad8b-fda8-43ab-a213-f912bd3c4eab	f	me	2026-11-30 14:51:04.382851+00
\.


--
-- Data for Name: metric_exports; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.metric_exports (month, pending_id, export_id, uri, row_count, manifest_sha256, exported_at, dropped_at) FROM stdin;
2024-01-01	6f8fd0ab-6c00-4ccb-9475-bbb559fd8800	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: readings; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.readings (ticket, table_name, row_id, reader, asked_at, asked_in) FROM stdin;
052ebf36-ba27-4f9f-a0d6-a00576eb24d3	configurations	f28123a6-e82c-472d-9590-931bdfdd27d6	postgres	2026-11-30 14:51:04.373218+00	872
\.


--
-- Data for Name: recorded_access; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.recorded_access (object_kind, object_name, rights) FROM stdin;
routine	kaggle_store.batch_end()	{}
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
sequence	public.audit_log_id_seq	{}
table	public.agent_executions	{"delete to admin","insert (available_at) to admin","insert (available_at) to service_role","insert (competition_id) to admin","insert (competition_id) to service_role","insert (completed_at) to admin","insert (completed_at) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (current_step) to admin","insert (current_step) to service_role","insert (error_message) to admin","insert (error_message) to service_role","insert (execution_name) to admin","insert (execution_name) to service_role","insert (gpu_budget_dollars) to admin","insert (gpu_budget_dollars) to service_role","insert (id) to admin","insert (id) to service_role","insert (max_attempts) to admin","insert (max_attempts) to service_role","insert (priority) to admin","insert (priority) to service_role","insert (resume_status) to admin","insert (resume_status) to service_role","insert (round) to admin","insert (round) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (started_at) to admin","insert (started_at) to service_role","insert (status) to admin","insert (status) to service_role","insert (target_submission_hours) to admin","insert (target_submission_hours) to service_role","select (id) to kaggle_worker","select to authenticated","select to service_role","update (available_at) to admin","update (available_at) to service_role","update (current_step) to admin","update (current_step) to service_role","update (error_message) to admin","update (error_message) to service_role","update (execution_name) to admin","update (execution_name) to service_role","update (gpu_budget_dollars) to admin","update (gpu_budget_dollars) to service_role","update (max_attempts) to admin","update (max_attempts) to service_role","update (priority) to admin","update (priority) to service_role","update (source_record) to admin","update (source_record) to service_role","update (status) to admin","update (status) to service_role","update (target_submission_hours) to admin","update (target_submission_hours) to service_role"}
table	public.archived_executions	{"delete to admin","select to authenticated","select to service_role"}
table	public.artifacts	{"delete to admin","select to authenticated","select to kaggle_worker","select to service_role"}
table	public.audit_log	{"select to authenticated","select to service_role"}
table	public.competition_dashboard	{"select to authenticated","select to service_role"}
table	public.competitions	{"delete to admin","insert (created_at) to admin","insert (created_at) to service_role","insert (daily_submission_limit) to admin","insert (daily_submission_limit) to service_role","insert (data_availability) to admin","insert (data_availability) to service_role","insert (dataset_size_gb) to admin","insert (dataset_size_gb) to service_role","insert (deadline) to admin","insert (deadline) to service_role","insert (deadline_is_estimated) to admin","insert (deadline_is_estimated) to service_role","insert (description) to admin","insert (description) to service_role","insert (difficulty_score) to admin","insert (difficulty_score) to service_role","insert (discovery_source) to admin","insert (discovery_source) to service_role","insert (evaluation_metric) to admin","insert (evaluation_metric) to service_role","insert (external_data_allowed) to admin","insert (external_data_allowed) to service_role","insert (id) to admin","insert (id) to service_role","insert (kaggle_id) to admin","insert (kaggle_id) to service_role","insert (metric_direction) to admin","insert (metric_direction) to service_role","insert (participant_count) to admin","insert (participant_count) to service_role","insert (prize_pool) to admin","insert (prize_pool) to service_role","insert (problem_type) to admin","insert (problem_type) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (submission_format) to admin","insert (submission_format) to service_role","insert (tags) to admin","insert (tags) to service_role","insert (team_limit) to admin","insert (team_limit) to service_role","insert (title) to admin","insert (title) to service_role","select to authenticated","select to service_role","update (daily_submission_limit) to admin","update (daily_submission_limit) to service_role","update (data_availability) to admin","update (data_availability) to service_role","update (dataset_size_gb) to admin","update (dataset_size_gb) to service_role","update (deadline) to admin","update (deadline) to service_role","update (deadline_is_estimated) to admin","update (deadline_is_estimated) to service_role","update (description) to admin","update (description) to service_role","update (difficulty_score) to admin","update (difficulty_score) to service_role","update (discovery_source) to admin","update (discovery_source) to service_role","update (evaluation_metric) to admin","update (evaluation_metric) to service_role","update (external_data_allowed) to admin","update (external_data_allowed) to service_role","update (kaggle_id) to admin","update (kaggle_id) to service_role","update (metric_direction) to admin","update (metric_direction) to service_role","update (participant_count) to admin","update (participant_count) to service_role","update (prize_pool) to admin","update (prize_pool) to service_role","update (problem_type) to admin","update (problem_type) to service_role","update (source_record) to admin","update (source_record) to service_role","update (submission_format) to admin","update (submission_format) to service_role","update (tags) to admin","update (tags) to service_role","update (team_limit) to admin","update (team_limit) to service_role","update (title) to admin","update (title) to service_role"}
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
table	public.research_results	{"delete to admin","insert (citation_count) to admin","insert (citation_count) to service_role","insert (cost_dollars) to admin","insert (cost_dollars) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (execution_id) to admin","insert (execution_id) to service_role","insert (external_id) to admin","insert (external_id) to service_role","insert (id) to admin","insert (id) to service_role","insert (processed_insights) to admin","insert (processed_insights) to service_role","insert (query_text) to admin","insert (query_text) to service_role","insert (raw_response) to admin","insert (raw_response) to service_role","insert (relevance_score) to admin","insert (relevance_score) to service_role","insert (research_duration_seconds) to admin","insert (research_duration_seconds) to service_role","insert (research_type) to admin","insert (research_type) to service_role","insert (source_api) to admin","insert (source_api) to service_role","insert (tokens_consumed) to admin","insert (tokens_consumed) to service_role","select to authenticated","select to service_role","update (citation_count) to admin","update (citation_count) to service_role","update (cost_dollars) to admin","update (cost_dollars) to service_role","update (external_id) to admin","update (external_id) to service_role","update (processed_insights) to admin","update (processed_insights) to service_role","update (query_text) to admin","update (query_text) to service_role","update (raw_response) to admin","update (raw_response) to service_role","update (relevance_score) to admin","update (relevance_score) to service_role","update (research_duration_seconds) to admin","update (research_duration_seconds) to service_role","update (research_type) to admin","update (research_type) to service_role","update (source_api) to admin","update (source_api) to service_role","update (tokens_consumed) to admin","update (tokens_consumed) to service_role"}
table	public.submission_quota	{"select to authenticated","select to service_role"}
table	public.submission_ranking	{"select to authenticated","select to service_role"}
table	public.submissions	{"delete to admin","insert (allow_duplicate) to admin","insert (allow_duplicate) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (description) to admin","insert (description) to service_role","insert (error_message) to admin","insert (error_message) to service_role","insert (execution_id) to admin","insert (execution_id) to service_role","insert (file_sha256) to admin","insert (file_sha256) to service_role","insert (id) to admin","insert (id) to service_role","insert (kaggle_submission_id) to admin","insert (kaggle_submission_id) to service_role","insert (private_rank) to admin","insert (private_rank) to service_role","insert (private_score) to admin","insert (private_score) to service_role","insert (public_rank) to admin","insert (public_rank) to service_role","insert (public_score) to admin","insert (public_score) to service_role","insert (scored_at) to admin","insert (scored_at) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (submission_file_path) to admin","insert (submission_file_path) to service_role","insert (submission_status) to admin","insert (submission_status) to service_role","insert (submitted_at) to admin","insert (submitted_at) to service_role","insert (total_participants) to admin","insert (total_participants) to service_role","insert (training_job_id) to admin","insert (training_job_id) to service_role","select to authenticated","select to service_role","update (description) to admin","update (description) to service_role","update (error_message) to admin","update (error_message) to service_role","update (kaggle_submission_id) to admin","update (kaggle_submission_id) to service_role","update (private_rank) to admin","update (private_rank) to service_role","update (private_score) to admin","update (private_score) to service_role","update (public_rank) to admin","update (public_rank) to service_role","update (public_score) to admin","update (public_score) to service_role","update (scored_at) to admin","update (scored_at) to service_role","update (source_record) to admin","update (source_record) to service_role","update (submission_file_path) to admin","update (submission_file_path) to service_role","update (submission_status) to admin","update (submission_status) to service_role","update (submitted_at) to admin","update (submitted_at) to service_role","update (total_participants) to admin","update (total_participants) to service_role","update (training_job_id) to admin","update (training_job_id) to service_role"}
table	public.system_metrics	{"delete to admin","insert to admin","insert to kaggle_worker","insert to service_role","select to admin","select to authenticated","select to kaggle_worker","select to service_role","update to admin"}
table	public.training_jobs	{"delete to admin","insert (available_at) to admin","insert (available_at) to service_role","insert (best_validation_score) to admin","insert (best_validation_score) to service_role","insert (code_id) to admin","insert (code_id) to service_role","insert (completed_at) to admin","insert (completed_at) to service_role","insert (created_at) to admin","insert (created_at) to service_role","insert (current_epoch) to admin","insert (current_epoch) to service_role","insert (dataset_split) to admin","insert (dataset_split) to service_role","insert (early_stopping_epoch) to admin","insert (early_stopping_epoch) to service_role","insert (error_message) to admin","insert (error_message) to service_role","insert (execution_id) to admin","insert (execution_id) to service_role","insert (final_test_score) to admin","insert (final_test_score) to service_role","insert (gpu_session_id) to admin","insert (gpu_session_id) to service_role","insert (gpu_utilization_percent) to admin","insert (gpu_utilization_percent) to service_role","insert (hyperparameters) to admin","insert (hyperparameters) to service_role","insert (id) to admin","insert (id) to service_role","insert (job_name) to admin","insert (job_name) to service_role","insert (logs_path) to admin","insert (logs_path) to service_role","insert (max_attempts) to admin","insert (max_attempts) to service_role","insert (metrics) to admin","insert (metrics) to service_role","insert (model_artifacts_path) to admin","insert (model_artifacts_path) to service_role","insert (model_type) to admin","insert (model_type) to service_role","insert (peak_memory_gb) to admin","insert (peak_memory_gb) to service_role","insert (priority) to admin","insert (priority) to service_role","insert (progress) to admin","insert (progress) to service_role","insert (runtime_minutes) to admin","insert (runtime_minutes) to service_role","insert (source_record) to admin","insert (source_record) to service_role","insert (started_at) to admin","insert (started_at) to service_role","insert (status) to admin","insert (status) to service_role","insert (total_epochs) to admin","insert (total_epochs) to service_role","select to authenticated","select to kaggle_worker","select to service_role","update (available_at) to admin","update (available_at) to service_role","update (best_validation_score) to admin","update (best_validation_score) to service_role","update (current_epoch) to admin","update (current_epoch) to service_role","update (dataset_split) to admin","update (dataset_split) to service_role","update (early_stopping_epoch) to admin","update (early_stopping_epoch) to service_role","update (error_message) to admin","update (error_message) to service_role","update (final_test_score) to admin","update (final_test_score) to service_role","update (gpu_session_id) to admin","update (gpu_session_id) to service_role","update (gpu_utilization_percent) to admin","update (gpu_utilization_percent) to service_role","update (hyperparameters) to admin","update (hyperparameters) to service_role","update (job_name) to admin","update (job_name) to service_role","update (logs_path) to admin","update (logs_path) to service_role","update (max_attempts) to admin","update (max_attempts) to service_role","update (metrics) to admin","update (metrics) to service_role","update (model_artifacts_path) to admin","update (model_artifacts_path) to service_role","update (model_type) to admin","update (model_type) to service_role","update (peak_memory_gb) to admin","update (peak_memory_gb) to service_role","update (priority) to admin","update (priority) to service_role","update (progress) to admin","update (progress) to service_role","update (runtime_minutes) to admin","update (runtime_minutes) to service_role","update (source_record) to admin","update (source_record) to service_role","update (status) to admin","update (status) to service_role","update (total_epochs) to admin","update (total_epochs) to service_role"}
table	public.upkeep_runs	{"select to authenticated","select to service_role"}
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
routine	kaggle_store.is_portable_name(text)	{}
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
routine	kaggle_store.is_positive_integer(jsonb)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_positive_number(jsonb)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_safe_path(text)	{"execute to authenticated","execute to kaggle_worker","execute to service_role"}
routine	kaggle_store.is_sealed(text)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_sealed_as(text,jsonb)	{}
routine	kaggle_store.is_terminal(kaggle_store.execution_status)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_terminal(kaggle_store.gpu_session_status)	{"execute to authenticated","execute to service_role"}
routine	kaggle_store.is_terminal(kaggle_store.intervention_status)	{"execute to authenticated","execute to service_role"}
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
routine	kaggle_store.refuse_after_the_end()	{}
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
routine	kaggle_store.schedule_upkeep()	{}
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
schema	kaggle_store	{"usage to authenticated","usage to kaggle_worker","usage to service_role"}
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
\.


--
-- Data for Name: competitions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.competitions (id, kaggle_id, title, description, problem_type, dataset_size_gb, participant_count, prize_pool, deadline, evaluation_metric, submission_format, data_availability, difficulty_score, tags, external_data_allowed, team_limit, daily_submission_limit, discovery_source, created_at, updated_at, metric_direction, deadline_is_estimated, source_record, metric_direction_source) FROM stdin;
56c8ad12-74c0-44a4-923c-54390ddee802	c2	Competition 2	\N	other	\N	\N	\N	2026-12-02 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
43139bfd-b303-4a90-8341-37599673d179	c3	Competition 3	\N	other	\N	\N	\N	2026-12-03 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
06a738bd-a03b-4756-a90c-fdc747041211	c4	Competition 4	\N	other	\N	\N	\N	2026-12-04 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
2df099e6-15bb-4570-9096-d527146f1741	c5	Competition 5	\N	other	\N	\N	\N	2026-12-05 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
d6cfd547-d6ef-480c-979c-7b80c2b0f063	c6	Competition 6	\N	other	\N	\N	\N	2026-12-06 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
226bee95-9993-4bee-a457-8da55af091ed	c7	Competition 7	\N	other	\N	\N	\N	2026-12-07 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
1c9137d2-0748-422a-b95b-1c3e77a6f051	c8	Competition 8	\N	other	\N	\N	\N	2026-12-08 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
b695a6fd-fd5a-4d4a-862d-9849de88ac23	c9	Competition 9	\N	other	\N	\N	\N	2026-12-09 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
3cb7deca-64ac-4cd6-b96a-45791dc2172a	c10	Competition 10	\N	other	\N	\N	\N	2026-12-10 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
3be9763f-0ba8-4ffc-a4a1-c81dba03a5ab	c11	Competition 11	\N	other	\N	\N	\N	2026-12-11 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
6e2b0fd3-2448-4869-8af0-c9dbc767be6f	c12	Competition 12	\N	other	\N	\N	\N	2026-12-12 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
e39fa124-0a56-44f2-bcb2-0ae96f4b5449	c13	Competition 13	\N	other	\N	\N	\N	2026-12-13 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
5f172ccf-5ec8-4a8e-b37a-6b18cb17540a	c14	Competition 14	\N	other	\N	\N	\N	2026-12-14 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
ae2734e8-06b7-4d62-bf77-dec268ff3613	c15	Competition 15	\N	other	\N	\N	\N	2026-12-15 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
9f8b2d45-33d8-4f69-9e18-91301d40439c	c16	Competition 16	\N	other	\N	\N	\N	2026-12-16 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
d56cefff-2db0-4a36-b672-37f08e0c5ee6	c17	Competition 17	\N	other	\N	\N	\N	2026-12-17 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
09e1ecc5-e009-4005-babc-18550cdd5cd9	c18	Competition 18	\N	other	\N	\N	\N	2026-12-18 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
daaf3772-8c94-406c-9685-c81a403dbe65	c19	Competition 19	\N	other	\N	\N	\N	2026-12-19 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
148e3723-23b0-442b-8302-8b5f24a689f1	c20	Competition 20	\N	other	\N	\N	\N	2026-12-20 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	maximize	f	{}	inferred
a9ef5b2b-db2f-4f82-af08-b8873429da69	c1	Competition 1	\N	other	\N	\N	\N	2026-12-01 14:51:04.388259+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:04.388259+00	2026-11-30 14:51:04.388259+00	minimize	f	{}	given
01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	titanic	Tita\tnic\\.\n\\N 🚢	\N	other	\N	\N	\N	2026-12-31 23:59:59+00	\N	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 14:51:05.252671+00	2026-11-30 14:51:05.252671+00	maximize	t	{}	given
\.


--
-- Data for Name: agent_executions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.agent_executions (id, competition_id, execution_name, status, priority, gpu_budget_dollars, gpu_budget_consumed, target_submission_hours, current_step, error_message, human_intervention_required, human_intervention_reason, started_at, completed_at, created_at, updated_at, source_record, resume_status, available_at, attempts, max_attempts, worker, lease_id, lease_expires_at, lease_end, resume_reason, review_is_manual, round) FROM stdin;
11b16364-53c2-4c1e-a2af-37deeab7f48f	daaf3772-8c94-406c-9685-c81a403dbe65	run of c19	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
255d027c-92d3-4936-b088-6a5425634a06	a9ef5b2b-db2f-4f82-af08-b8873429da69	run of c1	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
8196345a-3fbc-4696-b758-43f42ecaba59	56c8ad12-74c0-44a4-923c-54390ddee802	run of c2	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
29b16070-48b4-454c-a2c5-c62a63000d29	3cb7deca-64ac-4cd6-b96a-45791dc2172a	run of c10	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	3be9763f-0ba8-4ffc-a4a1-c81dba03a5ab	run of c11	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-254b-7974-9780-710bf23624b3	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	first	human_review	0	100.000000	0.000000	24	1	\N	t	?	\N	\N	2026-11-30 14:51:05.43678+00	2026-11-30 14:51:06.189742+00	{}	pending	2026-11-30 14:51:05.722972+00	0	3	w	b53da205-bd93-474a-97be-2ec0d57aa8de	\N	released	fresh	f	1
01a22cf0-2921-7d8d-b888-1f8718f8e1af	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution pending	pending	0	0.150000	0.000000	24	1	\N	f	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-2922-7eb3-9d0c-c1e16e1edf42	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution data_acquisition	data_acquisition	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 14:51:06.396626+00	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-2922-7c36-830d-6c9535e8a3eb	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution research	research	0	0.150000	0.000000	24	2	\N	f	\N	2026-11-30 14:51:06.396626+00	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-2922-7c13-aa73-63ceaff6c452	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution code_generation	code_generation	0	0.150000	0.000000	24	3	\N	f	\N	2026-11-30 14:51:06.396626+00	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-22e2-7742-8613-3fbfc2226148	06a738bd-a03b-4756-a90c-fdc747041211	old 1	cancelled	0	0.150000	0.000000	24	1	\N	f	\N	2023-01-02 00:00:00+00	2023-01-02 00:00:00+00	2023-01-01 00:00:00+00	2026-11-30 14:51:04.8019+00	{}	\N	2026-11-30 14:51:04.8019+00	0	3	\N	\N	\N	\N	fresh	\N	1
40e75a2c-f6c0-47dc-8284-10ae3e145de7	43139bfd-b303-4a90-8341-37599673d179	run of c3	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.656394+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
a4a37a7b-2dd4-48a3-aff7-b004e878da50	06a738bd-a03b-4756-a90c-fdc747041211	run of c4	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.656394+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
13eac71a-5008-45ab-b103-d04d6db74fbe	2df099e6-15bb-4570-9096-d527146f1741	run of c5	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.656394+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
52c26da2-44b9-4f8e-9adf-debafe6faeb1	d6cfd547-d6ef-480c-979c-7b80c2b0f063	run of c6	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.656394+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
c5a01e23-781d-4bbe-ab14-c9367e55d3d4	226bee95-9993-4bee-a457-8da55af091ed	run of c7	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.656394+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
d6165404-39fb-4427-86f2-8095744c53ac	1c9137d2-0748-422a-b95b-1c3e77a6f051	run of c8	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.656394+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
f36b889b-be67-4aa7-8f9f-a3fd36e425f6	148e3723-23b0-442b-8302-8b5f24a689f1	run of c20	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.656394+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
0da10eb0-5de9-495a-af6f-fa7732ce6fec	b695a6fd-fd5a-4d4a-862d-9849de88ac23	run of c9	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.656394+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	1	3	w	97cfcca3-e405-469d-8d04-2d888da6aa85	2026-12-01 14:51:04.492514+00	\N	fresh	\N	1
01a22cf0-2923-7caf-a03b-1d147f6a11cf	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution human_review	human_review	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 14:51:06.396626+00	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	training	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-2923-766a-ba70-a95250ac9246	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution submission	submission	0	0.150000	0.000000	24	6	\N	f	\N	2026-11-30 14:51:06.396626+00	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-2923-7255-b55c-f583f470a7a7	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution completed	completed	0	0.150000	0.000000	24	10	\N	f	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
f9d54ed7-218d-4a1f-8740-231b2569155a	6e2b0fd3-2448-4869-8af0-c9dbc767be6f	run of c12	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	e39fa124-0a56-44f2-bcb2-0ae96f4b5449	run of c13	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
8912eb52-b476-425f-b131-d0977c2dc55c	5f172ccf-5ec8-4a8e-b37a-6b18cb17540a	run of c14	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
6feb9135-bd21-4620-ba74-392978239182	ae2734e8-06b7-4d62-bf77-dec268ff3613	run of c15	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
d43c590a-4d61-4658-8ffa-58cf35e18598	9f8b2d45-33d8-4f69-9e18-91301d40439c	run of c16	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
a2a1058f-562a-457b-adcf-7a16d6969a2c	d56cefff-2db0-4a36-b672-37f08e0c5ee6	run of c17	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
6d82d432-dc29-4c61-b8f8-3e76b132397c	09e1ecc5-e009-4005-babc-18550cdd5cd9	run of c18	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 14:51:04.421712+00	\N	2026-11-30 14:51:04.421712+00	2026-11-30 14:51:04.694026+00	{"from": "elsewhere"}	\N	2026-11-30 14:51:04.421712+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-2923-794b-955a-e004098f376d	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution failed	failed	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-2928-732e-8fcf-287bd1dd5e40	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution cancelled	cancelled	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cf0-2922-7d49-9bdd-83f5df4d5843	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a	execution training	training	0	0.150000	0.000000	24	4	\N	f	\N	2026-11-30 14:51:06.396626+00	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh	\N	1
\.


--
-- Data for Name: restored_executions; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.restored_executions (execution_id, restored_at) FROM stdin;
01a22cf0-22e2-7742-8613-3fbfc2226148	2026-11-30 14:51:04.8019+00
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
overdue_interventions	00:01:00	* * * * *	2026-11-30 14:51:02.942686+00
gpu_sessions	00:01:00	* * * * *	2026-11-30 14:51:02.942686+00
leftovers	00:10:00	5-59/10 * * * *	2026-11-30 14:51:02.942686+00
metric_partitions	1 day	10 0 * * *	2026-11-30 14:51:02.942686+00
metrics_retention	01:00:00	20 * * * *	2026-11-30 14:51:02.942686+00
archive	01:00:00	3-59/10 * * * *	2026-11-30 14:51:02.942686+00
execution_summary	01:00:00	30 * * * *	2026-11-30 14:51:02.942686+00
notices	00:01:00	* * * * *	2026-11-30 14:51:02.942686+00
health_notices	00:10:00	7-59/10 * * * *	2026-11-30 14:51:02.942686+00
integrity_notices	01:00:00	9-59/10 * * * *	2026-11-30 14:51:02.942686+00
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

COPY public.generated_code (id, execution_id, code_type, file_name, file_path, code_content, programming_language, dependencies, execution_order, estimated_runtime_minutes, memory_requirements_gb, gpu_required, validation_status, validation_errors, human_approved, model_api_used, tokens_consumed, cost_dollars, created_at, updated_at, source_record, approved_sha256, approved_by, parent_id, operator) FROM stdin;
01a22cf0-21c0-75ab-b07e-dd3d3ca4d7b1	40e75a2c-f6c0-47dc-8284-10ae3e145de7	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c2-772d-8661-a40e8b6d2b05	a4a37a7b-2dd4-48a3-aff7-b004e878da50	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c2-7ee8-901b-d93bdeb9cb33	13eac71a-5008-45ab-b103-d04d6db74fbe	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c2-78e0-bee3-f26e44f4f4e7	52c26da2-44b9-4f8e-9adf-debafe6faeb1	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c3-7d1b-9715-65db85b43aef	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c3-7b43-9520-0a3c49626ba1	d6165404-39fb-4427-86f2-8095744c53ac	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c3-7ecb-a8e9-d23fe3423598	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c3-7949-adaa-a81c91732430	8196345a-3fbc-4696-b758-43f42ecaba59	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c3-743a-927c-13ec906ba6d2	29b16070-48b4-454c-a2c5-c62a63000d29	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c3-75f2-9b73-b82aba5c7ba6	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c3-7027-b0d3-453b132cce32	f9d54ed7-218d-4a1f-8740-231b2569155a	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c4-714c-9c49-4e9001853b90	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c4-75de-b1b0-213019d1fb43	8912eb52-b476-425f-b131-d0977c2dc55c	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c4-7e67-8384-139dbbbfa5a1	6feb9135-bd21-4620-ba74-392978239182	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c4-755e-a55b-22d2a7529bb9	d43c590a-4d61-4658-8ffa-58cf35e18598	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c4-769f-ba9c-04770c0312ae	a2a1058f-562a-457b-adcf-7a16d6969a2c	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c4-7e39-ae58-c34044a21898	6d82d432-dc29-4c61-b8f8-3e76b132397c	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c4-7442-8454-0ba2cd9688de	11b16364-53c2-4c1e-a2af-37deeab7f48f	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c4-7ffe-bf15-818264734383	255d027c-92d3-4936-b088-6a5425634a06	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-21c4-7a12-9af3-8d9a8c329cb8	0da10eb0-5de9-495a-af6f-fa7732ce6fec	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 14:51:04.511235+00	2026-11-30 14:51:04.511235+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cf0-25a0-799f-952c-8e2dc31b1ab2	01a22cf0-254b-7974-9780-710bf23624b3	training	a.py	\N	pass\n\tx = 1\n	python	\N	\N	\N	\N	f	pending	\N	f	\N	\N	\N	2026-11-30 14:51:05.513257+00	2026-11-30 14:51:05.513257+00	{}	\N	\N	\N	\N
00000000-0000-0000-0000-000000000001	01a22cf0-254b-7974-9780-710bf23624b3	training	b.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	f	\N	\N	\N	2026-11-30 14:51:05.524686+00	2026-11-30 14:51:05.524686+00	{}	\N	\N	01a22cf0-25a0-799f-952c-8e2dc31b1ab2	debug
\.


--
-- Data for Name: gpu_sessions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.gpu_sessions (id, execution_id, provider, instance_id, instance_type, gpu_count, memory_gb, storage_gb, hourly_rate_dollars, region, status, provisioned_at, terminated_at, total_runtime_minutes, total_cost_dollars, cost_limit_dollars, auto_terminate_at, ssh_connection_info, error_message, created_at, updated_at, source_record, last_heartbeat_at, gpu_utilization_percent, terminate_requested, terminate_reason, reserved_dollars, billed_dollars) FROM stdin;
01a22cf0-21db-7f31-b931-fe3b0009c69b	40e75a2c-f6c0-47dc-8284-10ae3e145de7	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21df-7f05-994d-0e885c7e65cb	a4a37a7b-2dd4-48a3-aff7-b004e878da50	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21df-713a-aef9-399a24a25a84	13eac71a-5008-45ab-b103-d04d6db74fbe	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e0-72a1-829c-6f64c2713af5	52c26da2-44b9-4f8e-9adf-debafe6faeb1	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e0-7649-bd12-d763d4b09400	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e1-72dd-9bb3-558080a54d0d	d6165404-39fb-4427-86f2-8095744c53ac	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e1-7edb-a292-d0037bda81f3	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e2-7d4e-8ea9-ad1cf6dbc733	8196345a-3fbc-4696-b758-43f42ecaba59	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e2-7e09-aa05-02a4cefbebaf	29b16070-48b4-454c-a2c5-c62a63000d29	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e2-7372-8aa7-b895344e9a61	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e2-7b07-aedd-1e68a14afaca	f9d54ed7-218d-4a1f-8740-231b2569155a	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e2-748a-a9dc-53df46c847c8	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e2-7b29-866e-359bd6f70215	8912eb52-b476-425f-b131-d0977c2dc55c	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e3-72e3-bf32-fd30962456d2	6feb9135-bd21-4620-ba74-392978239182	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e3-747b-a041-311435be6cf8	d43c590a-4d61-4658-8ffa-58cf35e18598	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e3-707e-b8d9-17a3d1ead6e6	a2a1058f-562a-457b-adcf-7a16d6969a2c	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e3-7e3c-b219-03ec924f491d	6d82d432-dc29-4c61-b8f8-3e76b132397c	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e3-7c20-bdf4-2053cdae3b0a	11b16364-53c2-4c1e-a2af-37deeab7f48f	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e3-7aba-a582-e729f4cd526d	255d027c-92d3-4936-b088-6a5425634a06	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-21e4-7cb1-a955-cf5e5244dbae	0da10eb0-5de9-495a-af6f-fa7732ce6fec	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 14:51:04.538736+00	2026-11-30 14:51:04.538736+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-268e-74cf-aa86-9f67736bd199	01a22cf0-254b-7974-9780-710bf23624b3	vast_ai	\N	A100	1	\N	\N	2.000000	\N	provisioning	\N	\N	0.000000	0.000000	100.000000	\N	"v1:ww0ECQMC/ORq1LZijIUA0mcBobyocHPR61OAfQho7gre+n8zcp+TWDkA9BW7ItFvaF+OhrSq39HHmHdjb1V5gVo3DoCzaozTrzLmDXl4yDFVJDYyWpdBwiEnbmFfNsSVmRS1ly75KzaRkLRLNg/pZtHg+Vcjnzss"	\N	2026-11-30 14:51:05.760159+00	2026-11-30 14:51:05.79641+00	{}	\N	\N	t	requested	100.000000	\N
01a22cf0-2960-764c-b5f9-1ccc85d4d672	01a22cf0-2922-7d49-9bdd-83f5df4d5843	vast_ai	\N	session provisioning	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000000	0.150000	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	\N	f	\N	0.150000	\N
01a22cf0-2965-7c57-b0dd-3b8a83327888	01a22cf0-2922-7d49-9bdd-83f5df4d5843	vast_ai	\N	session running	1	\N	\N	\N	\N	running	2026-11-30 14:51:06.396626+00	\N	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	2026-11-30 14:51:06.396626+00	\N	f	\N	\N	\N
01a22cf0-2966-7faa-ac29-c3598343d3a1	01a22cf0-2922-7d49-9bdd-83f5df4d5843	vast_ai	\N	session idle	1	\N	\N	\N	\N	idle	2026-11-30 14:51:06.396626+00	\N	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	2026-11-30 14:51:06.396626+00	\N	f	\N	\N	\N
01a22cf0-2966-743b-bc4a-582f2970e555	01a22cf0-2922-7d49-9bdd-83f5df4d5843	vast_ai	\N	session terminated	1	\N	\N	\N	\N	terminated	\N	2026-11-30 14:51:06.396626+00	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	\N	f	\N	\N	\N
01a22cf0-2966-720f-869e-719ba2863c50	01a22cf0-2922-7d49-9bdd-83f5df4d5843	vast_ai	\N	session failed	1	\N	\N	\N	\N	failed	\N	2026-11-30 14:51:06.396626+00	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	\N	f	\N	\N	\N
\.


--
-- Data for Name: training_jobs; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.training_jobs (id, execution_id, gpu_session_id, code_id, job_name, model_type, hyperparameters, dataset_split, status, started_at, completed_at, runtime_minutes, peak_memory_gb, gpu_utilization_percent, best_validation_score, final_test_score, model_artifacts_path, logs_path, metrics, early_stopping_epoch, total_epochs, error_message, created_at, updated_at, source_record, priority, progress, current_epoch, available_at, attempts, max_attempts, worker, lease_id, lease_expires_at, lease_end, resume_reason) FROM stdin;
01a22cf0-2213-7b40-bbb2-4cd5fd0f6fd5	a4a37a7b-2dd4-48a3-aff7-b004e878da50	\N	01a22cf0-21c2-772d-8661-a40e8b6d2b05	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2213-72e7-803c-934552eb7338	13eac71a-5008-45ab-b103-d04d6db74fbe	\N	01a22cf0-21c2-7ee8-901b-d93bdeb9cb33	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2214-7021-8b72-5fad4b3a451f	52c26da2-44b9-4f8e-9adf-debafe6faeb1	\N	01a22cf0-21c2-78e0-bee3-f26e44f4f4e7	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2214-7f4d-b783-d8afea677303	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	\N	01a22cf0-21c3-7d1b-9715-65db85b43aef	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2214-742e-96e7-6962905bfd7b	d6165404-39fb-4427-86f2-8095744c53ac	\N	01a22cf0-21c3-7b43-9520-0a3c49626ba1	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2214-70e8-a5ae-25501bfd99b4	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	\N	01a22cf0-21c3-7ecb-a8e9-d23fe3423598	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2215-77f8-a95c-317f01e1a14e	8196345a-3fbc-4696-b758-43f42ecaba59	\N	01a22cf0-21c3-7949-adaa-a81c91732430	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2215-7027-87f5-90d8dea4a336	29b16070-48b4-454c-a2c5-c62a63000d29	\N	01a22cf0-21c3-743a-927c-13ec906ba6d2	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2215-7fbb-aea1-db240891280c	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	\N	01a22cf0-21c3-75f2-9b73-b82aba5c7ba6	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2215-7b34-aecc-f725194b30ae	f9d54ed7-218d-4a1f-8740-231b2569155a	\N	01a22cf0-21c3-7027-b0d3-453b132cce32	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2215-7c06-a55f-f4f78134bfea	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	\N	01a22cf0-21c4-714c-9c49-4e9001853b90	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2215-76ae-a316-a210f3025b00	8912eb52-b476-425f-b131-d0977c2dc55c	\N	01a22cf0-21c4-75de-b1b0-213019d1fb43	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2216-7127-8d2c-255e2ee8eae0	6feb9135-bd21-4620-ba74-392978239182	\N	01a22cf0-21c4-7e67-8384-139dbbbfa5a1	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2216-7ce4-90c7-089d8916f48b	d43c590a-4d61-4658-8ffa-58cf35e18598	\N	01a22cf0-21c4-755e-a55b-22d2a7529bb9	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2216-7eba-b874-7bba83e92926	a2a1058f-562a-457b-adcf-7a16d6969a2c	\N	01a22cf0-21c4-769f-ba9c-04770c0312ae	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2216-701f-8c83-c67f7bde91cc	6d82d432-dc29-4c61-b8f8-3e76b132397c	\N	01a22cf0-21c4-7e39-ae58-c34044a21898	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2216-78c6-a215-917640712ab8	11b16364-53c2-4c1e-a2af-37deeab7f48f	\N	01a22cf0-21c4-7442-8454-0ba2cd9688de	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2216-75ec-9dd6-b5f80307bd6c	255d027c-92d3-4936-b088-6a5425634a06	\N	01a22cf0-21c4-7ffe-bf15-818264734383	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2216-7c3f-81ff-334af2595850	0da10eb0-5de9-495a-af6f-fa7732ce6fec	\N	01a22cf0-21c4-7a12-9af3-8d9a8c329cb8	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.593418+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-2212-768a-ba2a-eaf428b87faf	40e75a2c-f6c0-47dc-8284-10ae3e145de7	\N	01a22cf0-21c0-75ab-b07e-dd3d3ca4d7b1	job	\N	{"learning_rate": 0.1}	\N	running	2026-11-30 14:51:04.621243+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.593418+00	2026-11-30 14:51:04.621243+00	{}	0	\N	\N	2026-11-30 14:51:04.593418+00	1	3	w	126bd35d-e943-49e4-984b-f0db07327c4f	2026-12-01 14:51:04.621243+00	\N	fresh
01a22cf0-272f-78e4-a8c4-f4161eb76be7	01a22cf0-254b-7974-9780-710bf23624b3	\N	01a22cf0-25a0-799f-952c-8e2dc31b1ab2	job	\N	\N	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:05.915888+00	2026-11-30 14:51:05.915888+00	{}	0	\N	\N	2026-11-30 14:51:05.915888+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-293c-7e9a-9d06-d7fbcbb69ebd	01a22cf0-254b-7974-9780-710bf23624b3	\N	00000000-0000-0000-0000-000000000001	job queued	\N	\N	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	0	\N	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-293d-75af-80bc-14f75cdc8488	01a22cf0-254b-7974-9780-710bf23624b3	\N	00000000-0000-0000-0000-000000000001	job running	\N	\N	\N	running	2026-11-30 14:51:06.396626+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	0	\N	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-293d-7bd0-8532-0c8d0fc4443d	01a22cf0-254b-7974-9780-710bf23624b3	\N	00000000-0000-0000-0000-000000000001	job completed	\N	\N	\N	completed	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	0	\N	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-293e-7856-b913-02eb6c14531e	01a22cf0-254b-7974-9780-710bf23624b3	\N	00000000-0000-0000-0000-000000000001	job failed	\N	\N	\N	failed	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	0	\N	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh
01a22cf0-293e-7ca1-b5e1-6e49b707c67f	01a22cf0-254b-7974-9780-710bf23624b3	\N	00000000-0000-0000-0000-000000000001	job cancelled	\N	\N	\N	cancelled	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	0	\N	\N	2026-11-30 14:51:06.396626+00	0	3	\N	\N	\N	\N	fresh
\.


--
-- Data for Name: submissions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.submissions (id, execution_id, training_job_id, submission_file_path, description, kaggle_submission_id, public_score, private_score, public_rank, private_rank, total_participants, submission_status, submitted_at, scored_at, error_message, created_at, updated_at, source_record, file_sha256, allow_duplicate, slot_day, competition_id) FROM stdin;
01a22cf0-2236-7308-8360-55aeda584176	40e75a2c-f6c0-47dc-8284-10ae3e145de7	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	43139bfd-b303-4a90-8341-37599673d179
01a22cf0-2238-75d0-b5e2-5d445879aff1	a4a37a7b-2dd4-48a3-aff7-b004e878da50	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	06a738bd-a03b-4756-a90c-fdc747041211
01a22cf0-2238-768e-8d21-3038d6aeb7bf	13eac71a-5008-45ab-b103-d04d6db74fbe	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	2df099e6-15bb-4570-9096-d527146f1741
01a22cf0-2239-735a-88af-4c827737e295	52c26da2-44b9-4f8e-9adf-debafe6faeb1	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	d6cfd547-d6ef-480c-979c-7b80c2b0f063
01a22cf0-2239-72ff-93fb-a9acd7689947	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	226bee95-9993-4bee-a457-8da55af091ed
01a22cf0-2239-73fc-acd0-67552f1fec64	d6165404-39fb-4427-86f2-8095744c53ac	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	1c9137d2-0748-422a-b95b-1c3e77a6f051
01a22cf0-2239-7ae7-be3e-71d448b8dfe9	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	148e3723-23b0-442b-8302-8b5f24a689f1
01a22cf0-223a-7136-b1b8-fb615f3c4a7e	8196345a-3fbc-4696-b758-43f42ecaba59	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	56c8ad12-74c0-44a4-923c-54390ddee802
01a22cf0-223a-785f-8b1c-2d2457ecba99	29b16070-48b4-454c-a2c5-c62a63000d29	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	3cb7deca-64ac-4cd6-b96a-45791dc2172a
01a22cf0-223a-72a2-b09d-e7f75ac01198	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	3be9763f-0ba8-4ffc-a4a1-c81dba03a5ab
01a22cf0-223a-7380-8a47-226d635d1867	f9d54ed7-218d-4a1f-8740-231b2569155a	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	6e2b0fd3-2448-4869-8af0-c9dbc767be6f
01a22cf0-223a-7b0a-8c26-cb07cc000b56	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	e39fa124-0a56-44f2-bcb2-0ae96f4b5449
01a22cf0-223a-7122-a8c9-645b5a1234af	8912eb52-b476-425f-b131-d0977c2dc55c	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	5f172ccf-5ec8-4a8e-b37a-6b18cb17540a
01a22cf0-223a-749d-8f04-3d8eae13b084	6feb9135-bd21-4620-ba74-392978239182	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	ae2734e8-06b7-4d62-bf77-dec268ff3613
01a22cf0-223a-7cda-830a-ef2f4be11858	d43c590a-4d61-4658-8ffa-58cf35e18598	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	9f8b2d45-33d8-4f69-9e18-91301d40439c
01a22cf0-223a-7f48-8137-15c745b47265	a2a1058f-562a-457b-adcf-7a16d6969a2c	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	d56cefff-2db0-4a36-b672-37f08e0c5ee6
01a22cf0-223a-73f5-929f-459e24cc6078	6d82d432-dc29-4c61-b8f8-3e76b132397c	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	09e1ecc5-e009-4005-babc-18550cdd5cd9
01a22cf0-223b-7819-ab5b-6c5a4bf84eac	11b16364-53c2-4c1e-a2af-37deeab7f48f	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	daaf3772-8c94-406c-9685-c81a403dbe65
01a22cf0-223b-77f0-8e5c-dac42cbcdf90	255d027c-92d3-4936-b088-6a5425634a06	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	a9ef5b2b-db2f-4f82-af08-b8873429da69
01a22cf0-223b-7dda-bd0e-096f133837db	0da10eb0-5de9-495a-af6f-fa7732ce6fec	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:04.629188+00	2026-11-30 14:51:04.629188+00	{}	\N	f	2026-11-30	b695a6fd-fd5a-4d4a-862d-9849de88ac23
01a22cf0-27fb-7964-a93d-78f9b0e1b457	01a22cf0-254b-7974-9780-710bf23624b3	\N	out/s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:06.11486+00	2026-11-30 14:51:06.11486+00	{}	\N	f	2026-11-30	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a
01a22cf0-2948-7240-b1ee-dc28614d324a	01a22cf0-2923-766a-ba70-a95250ac9246	\N	submission pending.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	f	2026-11-30	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a
01a22cf0-294d-7ab2-8a32-8713b1f19107	01a22cf0-2923-766a-ba70-a95250ac9246	\N	submission submitted.csv	\N	\N	\N	\N	\N	\N	\N	submitted	2026-11-30 14:51:06.396626+00	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	f	\N	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a
01a22cf0-294e-72bd-b87f-a6d2e7fff5c3	01a22cf0-2923-766a-ba70-a95250ac9246	\N	submission scored.csv	\N	\N	0.5	\N	\N	\N	\N	scored	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	f	\N	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a
01a22cf0-294e-7694-abec-420bc060f561	01a22cf0-2923-766a-ba70-a95250ac9246	\N	submission failed.csv	\N	\N	\N	\N	\N	\N	\N	failed	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	f	\N	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a
01a22cf0-2950-707c-8504-66a0f9f269e0	01a22cf0-2923-766a-ba70-a95250ac9246	\N	submission disqualified.csv	\N	\N	0.5	\N	\N	\N	\N	disqualified	2026-11-30 14:51:06.396626+00	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	f	\N	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a
01a22cf0-2950-7780-93c4-0297b536f7bc	01a22cf0-2923-766a-ba70-a95250ac9246	\N	submission unknown.csv	\N	\N	\N	\N	\N	\N	\N	unknown	\N	\N	\N	2026-11-30 14:51:06.396626+00	2026-11-30 14:51:06.396626+00	{}	\N	f	\N	01a22cf0-248d-7f9d-a9de-7ea20ac74d2a
\.


--
-- Data for Name: artifacts; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.artifacts (id, execution_id, training_job_id, submission_id, code_id, kind, name, uri, sha256, size_bytes, created_at, created_by) FROM stdin;
01a22cf0-22c5-7d3c-bdae-9a37118c9ca0	11b16364-53c2-4c1e-a2af-37deeab7f48f	\N	\N	\N	model	model.bin	file:///artifacts/11b16364-53c2-4c1e-a2af-37deeab7f48f/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c5-7845-8342-1d5a571a4438	255d027c-92d3-4936-b088-6a5425634a06	\N	\N	\N	model	model.bin	file:///artifacts/255d027c-92d3-4936-b088-6a5425634a06/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c6-7e19-ae81-c5f6363039a0	8196345a-3fbc-4696-b758-43f42ecaba59	\N	\N	\N	model	model.bin	file:///artifacts/8196345a-3fbc-4696-b758-43f42ecaba59/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c6-7911-8a5b-69b5ea7a50cf	29b16070-48b4-454c-a2c5-c62a63000d29	\N	\N	\N	model	model.bin	file:///artifacts/29b16070-48b4-454c-a2c5-c62a63000d29/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c6-7641-8281-cae2a49f9433	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	\N	\N	\N	model	model.bin	file:///artifacts/5d04ca50-5ed9-4dfb-a8b5-906e1d52057a/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c6-7467-b111-dbd21ebd8f2c	40e75a2c-f6c0-47dc-8284-10ae3e145de7	\N	\N	\N	model	model.bin	file:///artifacts/40e75a2c-f6c0-47dc-8284-10ae3e145de7/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c6-76cd-ac2e-f9fbd3e29ab4	a4a37a7b-2dd4-48a3-aff7-b004e878da50	\N	\N	\N	model	model.bin	file:///artifacts/a4a37a7b-2dd4-48a3-aff7-b004e878da50/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c6-7926-8667-71d8d72a6b33	13eac71a-5008-45ab-b103-d04d6db74fbe	\N	\N	\N	model	model.bin	file:///artifacts/13eac71a-5008-45ab-b103-d04d6db74fbe/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c6-7bdd-8c30-7d412e2c5b67	52c26da2-44b9-4f8e-9adf-debafe6faeb1	\N	\N	\N	model	model.bin	file:///artifacts/52c26da2-44b9-4f8e-9adf-debafe6faeb1/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c6-74e5-a2da-46abe02263f2	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	\N	\N	\N	model	model.bin	file:///artifacts/c5a01e23-781d-4bbe-ab14-c9367e55d3d4/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c6-7ffc-9b98-364c04644530	d6165404-39fb-4427-86f2-8095744c53ac	\N	\N	\N	model	model.bin	file:///artifacts/d6165404-39fb-4427-86f2-8095744c53ac/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c7-7f5d-ab05-ec020d78598f	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	\N	\N	\N	model	model.bin	file:///artifacts/f36b889b-be67-4aa7-8f9f-a3fd36e425f6/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c7-7f7a-9afa-fd549190255c	0da10eb0-5de9-495a-af6f-fa7732ce6fec	\N	\N	\N	model	model.bin	file:///artifacts/0da10eb0-5de9-495a-af6f-fa7732ce6fec/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c7-7922-aceb-cf8dace0e5f1	f9d54ed7-218d-4a1f-8740-231b2569155a	\N	\N	\N	model	model.bin	file:///artifacts/f9d54ed7-218d-4a1f-8740-231b2569155a/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c7-7784-9a7a-0efb5bd38adc	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	\N	\N	\N	model	model.bin	file:///artifacts/ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c7-718c-9bed-5b64be478ef2	8912eb52-b476-425f-b131-d0977c2dc55c	\N	\N	\N	model	model.bin	file:///artifacts/8912eb52-b476-425f-b131-d0977c2dc55c/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c7-72b0-b3a1-2c88b6b02fb0	6feb9135-bd21-4620-ba74-392978239182	\N	\N	\N	model	model.bin	file:///artifacts/6feb9135-bd21-4620-ba74-392978239182/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c7-73fc-996c-eb87008044ac	d43c590a-4d61-4658-8ffa-58cf35e18598	\N	\N	\N	model	model.bin	file:///artifacts/d43c590a-4d61-4658-8ffa-58cf35e18598/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c7-782b-b7f6-96bdabc5a714	a2a1058f-562a-457b-adcf-7a16d6969a2c	\N	\N	\N	model	model.bin	file:///artifacts/a2a1058f-562a-457b-adcf-7a16d6969a2c/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-22c8-7c4d-96f5-7b34e1b8fb15	6d82d432-dc29-4c61-b8f8-3e76b132397c	\N	\N	\N	model	model.bin	file:///artifacts/6d82d432-dc29-4c61-b8f8-3e76b132397c/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 14:51:04.772361+00	\N
01a22cf0-2637-72b5-829d-bc78954a2c5a	01a22cf0-254b-7974-9780-710bf23624b3	\N	\N	01a22cf0-25a0-799f-952c-8e2dc31b1ab2	data	sample_store.py	file:///artifacts/01a22cf0-254b-7974-9780-710bf23624b3/f87dfbcd3ba0bbbb524904d744aa7c9c/sample_store.py	f87dfbcd3ba0bbbb524904d744aa7c9c4a7946aab5a82b334db3fea1249ac875	4707	2026-11-30 14:51:05.670105+00	\N
\.


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.audit_log (id, table_name, row_id, execution_id, action, occurred_at, actor_role, actor, old_values, new_values, transaction_id) FROM stdin;
1	configurations	f28123a6-e82c-472d-9590-931bdfdd27d6	\N	reveal	2026-11-30 14:51:04.373218+00	postgres	\N	{}	{}	872
2	members	6202ad8b-fda8-43ab-a213-f912bd3c4eab	\N	insert	2026-11-30 14:51:04.382851+00	postgres	\N	{}	{"is_admin": false}	873
3	agent_executions	8196345a-3fbc-4696-b758-43f42ecaba59	8196345a-3fbc-4696-b758-43f42ecaba59	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
4	agent_executions	40e75a2c-f6c0-47dc-8284-10ae3e145de7	40e75a2c-f6c0-47dc-8284-10ae3e145de7	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
5	agent_executions	a4a37a7b-2dd4-48a3-aff7-b004e878da50	a4a37a7b-2dd4-48a3-aff7-b004e878da50	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
6	agent_executions	13eac71a-5008-45ab-b103-d04d6db74fbe	13eac71a-5008-45ab-b103-d04d6db74fbe	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
7	agent_executions	52c26da2-44b9-4f8e-9adf-debafe6faeb1	52c26da2-44b9-4f8e-9adf-debafe6faeb1	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
8	agent_executions	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
9	agent_executions	d6165404-39fb-4427-86f2-8095744c53ac	d6165404-39fb-4427-86f2-8095744c53ac	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
10	agent_executions	0da10eb0-5de9-495a-af6f-fa7732ce6fec	0da10eb0-5de9-495a-af6f-fa7732ce6fec	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
11	agent_executions	29b16070-48b4-454c-a2c5-c62a63000d29	29b16070-48b4-454c-a2c5-c62a63000d29	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
12	agent_executions	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
13	agent_executions	f9d54ed7-218d-4a1f-8740-231b2569155a	f9d54ed7-218d-4a1f-8740-231b2569155a	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
14	agent_executions	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
15	agent_executions	8912eb52-b476-425f-b131-d0977c2dc55c	8912eb52-b476-425f-b131-d0977c2dc55c	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
16	agent_executions	6feb9135-bd21-4620-ba74-392978239182	6feb9135-bd21-4620-ba74-392978239182	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
17	agent_executions	d43c590a-4d61-4658-8ffa-58cf35e18598	d43c590a-4d61-4658-8ffa-58cf35e18598	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
18	agent_executions	a2a1058f-562a-457b-adcf-7a16d6969a2c	a2a1058f-562a-457b-adcf-7a16d6969a2c	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
19	agent_executions	6d82d432-dc29-4c61-b8f8-3e76b132397c	6d82d432-dc29-4c61-b8f8-3e76b132397c	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
20	agent_executions	11b16364-53c2-4c1e-a2af-37deeab7f48f	11b16364-53c2-4c1e-a2af-37deeab7f48f	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
21	agent_executions	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
22	agent_executions	255d027c-92d3-4936-b088-6a5425634a06	255d027c-92d3-4936-b088-6a5425634a06	insert	2026-11-30 14:51:04.421712+00	postgres	\N	{}	{"status": "pending"}	875
23	agent_executions	8196345a-3fbc-4696-b758-43f42ecaba59	8196345a-3fbc-4696-b758-43f42ecaba59	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
24	agent_executions	29b16070-48b4-454c-a2c5-c62a63000d29	29b16070-48b4-454c-a2c5-c62a63000d29	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
25	agent_executions	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
26	agent_executions	f9d54ed7-218d-4a1f-8740-231b2569155a	f9d54ed7-218d-4a1f-8740-231b2569155a	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
27	agent_executions	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
28	agent_executions	8912eb52-b476-425f-b131-d0977c2dc55c	8912eb52-b476-425f-b131-d0977c2dc55c	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
29	agent_executions	6feb9135-bd21-4620-ba74-392978239182	6feb9135-bd21-4620-ba74-392978239182	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
30	agent_executions	d43c590a-4d61-4658-8ffa-58cf35e18598	d43c590a-4d61-4658-8ffa-58cf35e18598	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
31	agent_executions	a2a1058f-562a-457b-adcf-7a16d6969a2c	a2a1058f-562a-457b-adcf-7a16d6969a2c	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
32	agent_executions	6d82d432-dc29-4c61-b8f8-3e76b132397c	6d82d432-dc29-4c61-b8f8-3e76b132397c	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
33	agent_executions	11b16364-53c2-4c1e-a2af-37deeab7f48f	11b16364-53c2-4c1e-a2af-37deeab7f48f	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
34	agent_executions	255d027c-92d3-4936-b088-6a5425634a06	255d027c-92d3-4936-b088-6a5425634a06	update	2026-11-30 14:51:04.421712+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T14:51:04.421712+00:00"}	875
35	gpu_sessions	01a22cf0-21db-7f31-b931-fe3b0009c69b	40e75a2c-f6c0-47dc-8284-10ae3e145de7	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
36	gpu_sessions	01a22cf0-21df-7f05-994d-0e885c7e65cb	a4a37a7b-2dd4-48a3-aff7-b004e878da50	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
37	gpu_sessions	01a22cf0-21df-713a-aef9-399a24a25a84	13eac71a-5008-45ab-b103-d04d6db74fbe	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
38	gpu_sessions	01a22cf0-21e0-72a1-829c-6f64c2713af5	52c26da2-44b9-4f8e-9adf-debafe6faeb1	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
39	gpu_sessions	01a22cf0-21e0-7649-bd12-d763d4b09400	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
40	gpu_sessions	01a22cf0-21e1-72dd-9bb3-558080a54d0d	d6165404-39fb-4427-86f2-8095744c53ac	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
41	gpu_sessions	01a22cf0-21e1-7edb-a292-d0037bda81f3	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
42	gpu_sessions	01a22cf0-21e2-7d4e-8ea9-ad1cf6dbc733	8196345a-3fbc-4696-b758-43f42ecaba59	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
43	gpu_sessions	01a22cf0-21e2-7e09-aa05-02a4cefbebaf	29b16070-48b4-454c-a2c5-c62a63000d29	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
44	gpu_sessions	01a22cf0-21e2-7372-8aa7-b895344e9a61	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
45	gpu_sessions	01a22cf0-21e2-7b07-aedd-1e68a14afaca	f9d54ed7-218d-4a1f-8740-231b2569155a	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
46	gpu_sessions	01a22cf0-21e2-748a-a9dc-53df46c847c8	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
47	gpu_sessions	01a22cf0-21e2-7b29-866e-359bd6f70215	8912eb52-b476-425f-b131-d0977c2dc55c	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
48	gpu_sessions	01a22cf0-21e3-72e3-bf32-fd30962456d2	6feb9135-bd21-4620-ba74-392978239182	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
49	gpu_sessions	01a22cf0-21e3-747b-a041-311435be6cf8	d43c590a-4d61-4658-8ffa-58cf35e18598	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
50	gpu_sessions	01a22cf0-21e3-707e-b8d9-17a3d1ead6e6	a2a1058f-562a-457b-adcf-7a16d6969a2c	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
51	gpu_sessions	01a22cf0-21e3-7e3c-b219-03ec924f491d	6d82d432-dc29-4c61-b8f8-3e76b132397c	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
52	gpu_sessions	01a22cf0-21e3-7c20-bdf4-2053cdae3b0a	11b16364-53c2-4c1e-a2af-37deeab7f48f	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
53	gpu_sessions	01a22cf0-21e3-7aba-a582-e729f4cd526d	255d027c-92d3-4936-b088-6a5425634a06	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
54	gpu_sessions	01a22cf0-21e4-7cb1-a955-cf5e5244dbae	0da10eb0-5de9-495a-af6f-fa7732ce6fec	insert	2026-11-30 14:51:04.538736+00	postgres	\N	{}	{"status": "provisioning"}	880
55	training_jobs	01a22cf0-2212-768a-ba2a-eaf428b87faf	40e75a2c-f6c0-47dc-8284-10ae3e145de7	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
56	training_jobs	01a22cf0-2213-7b40-bbb2-4cd5fd0f6fd5	a4a37a7b-2dd4-48a3-aff7-b004e878da50	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
57	training_jobs	01a22cf0-2213-72e7-803c-934552eb7338	13eac71a-5008-45ab-b103-d04d6db74fbe	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
58	training_jobs	01a22cf0-2214-7021-8b72-5fad4b3a451f	52c26da2-44b9-4f8e-9adf-debafe6faeb1	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
59	training_jobs	01a22cf0-2214-7f4d-b783-d8afea677303	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
60	training_jobs	01a22cf0-2214-742e-96e7-6962905bfd7b	d6165404-39fb-4427-86f2-8095744c53ac	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
61	training_jobs	01a22cf0-2214-70e8-a5ae-25501bfd99b4	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
62	training_jobs	01a22cf0-2215-77f8-a95c-317f01e1a14e	8196345a-3fbc-4696-b758-43f42ecaba59	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
63	training_jobs	01a22cf0-2215-7027-87f5-90d8dea4a336	29b16070-48b4-454c-a2c5-c62a63000d29	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
64	training_jobs	01a22cf0-2215-7fbb-aea1-db240891280c	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
65	training_jobs	01a22cf0-2215-7b34-aecc-f725194b30ae	f9d54ed7-218d-4a1f-8740-231b2569155a	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
66	training_jobs	01a22cf0-2215-7c06-a55f-f4f78134bfea	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
67	training_jobs	01a22cf0-2215-76ae-a316-a210f3025b00	8912eb52-b476-425f-b131-d0977c2dc55c	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
68	training_jobs	01a22cf0-2216-7127-8d2c-255e2ee8eae0	6feb9135-bd21-4620-ba74-392978239182	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
69	training_jobs	01a22cf0-2216-7ce4-90c7-089d8916f48b	d43c590a-4d61-4658-8ffa-58cf35e18598	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
70	training_jobs	01a22cf0-2216-7eba-b874-7bba83e92926	a2a1058f-562a-457b-adcf-7a16d6969a2c	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
71	training_jobs	01a22cf0-2216-701f-8c83-c67f7bde91cc	6d82d432-dc29-4c61-b8f8-3e76b132397c	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
72	training_jobs	01a22cf0-2216-78c6-a215-917640712ab8	11b16364-53c2-4c1e-a2af-37deeab7f48f	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
73	training_jobs	01a22cf0-2216-75ec-9dd6-b5f80307bd6c	255d027c-92d3-4936-b088-6a5425634a06	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
74	training_jobs	01a22cf0-2216-7c3f-81ff-334af2595850	0da10eb0-5de9-495a-af6f-fa7732ce6fec	insert	2026-11-30 14:51:04.593418+00	postgres	\N	{}	{"status": "queued"}	881
75	training_jobs	01a22cf0-2212-768a-ba2a-eaf428b87faf	40e75a2c-f6c0-47dc-8284-10ae3e145de7	update	2026-11-30 14:51:04.621243+00	postgres	w	{"status": "queued", "worker": null, "attempts": 0, "lease_id": null, "started_at": null, "lease_expires_at": null}	{"status": "running", "worker": "w", "attempts": 1, "lease_id": "126bd35d-e943-49e4-984b-f0db07327c4f", "started_at": "2026-11-30T14:51:04.621243+00:00", "lease_expires_at": "2026-12-01T14:51:04.621243+00:00"}	882
76	submissions	01a22cf0-2236-7308-8360-55aeda584176	40e75a2c-f6c0-47dc-8284-10ae3e145de7	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
77	submissions	01a22cf0-2238-75d0-b5e2-5d445879aff1	a4a37a7b-2dd4-48a3-aff7-b004e878da50	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
78	submissions	01a22cf0-2238-768e-8d21-3038d6aeb7bf	13eac71a-5008-45ab-b103-d04d6db74fbe	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
79	submissions	01a22cf0-2239-735a-88af-4c827737e295	52c26da2-44b9-4f8e-9adf-debafe6faeb1	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
80	submissions	01a22cf0-2239-72ff-93fb-a9acd7689947	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
81	submissions	01a22cf0-2239-73fc-acd0-67552f1fec64	d6165404-39fb-4427-86f2-8095744c53ac	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
82	submissions	01a22cf0-2239-7ae7-be3e-71d448b8dfe9	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
83	submissions	01a22cf0-223a-7136-b1b8-fb615f3c4a7e	8196345a-3fbc-4696-b758-43f42ecaba59	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
84	submissions	01a22cf0-223a-785f-8b1c-2d2457ecba99	29b16070-48b4-454c-a2c5-c62a63000d29	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
85	submissions	01a22cf0-223a-72a2-b09d-e7f75ac01198	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
86	submissions	01a22cf0-223a-7380-8a47-226d635d1867	f9d54ed7-218d-4a1f-8740-231b2569155a	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
87	submissions	01a22cf0-223a-7b0a-8c26-cb07cc000b56	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
88	submissions	01a22cf0-223a-7122-a8c9-645b5a1234af	8912eb52-b476-425f-b131-d0977c2dc55c	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
89	submissions	01a22cf0-223a-749d-8f04-3d8eae13b084	6feb9135-bd21-4620-ba74-392978239182	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
90	submissions	01a22cf0-223a-7cda-830a-ef2f4be11858	d43c590a-4d61-4658-8ffa-58cf35e18598	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
91	submissions	01a22cf0-223a-7f48-8137-15c745b47265	a2a1058f-562a-457b-adcf-7a16d6969a2c	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
92	submissions	01a22cf0-223a-73f5-929f-459e24cc6078	6d82d432-dc29-4c61-b8f8-3e76b132397c	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
93	submissions	01a22cf0-223b-7819-ab5b-6c5a4bf84eac	11b16364-53c2-4c1e-a2af-37deeab7f48f	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
94	submissions	01a22cf0-223b-77f0-8e5c-dac42cbcdf90	255d027c-92d3-4936-b088-6a5425634a06	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
95	submissions	01a22cf0-223b-7dda-bd0e-096f133837db	0da10eb0-5de9-495a-af6f-fa7732ce6fec	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
96	submissions	00000000-0000-0000-0000-000000000001	40e75a2c-f6c0-47dc-8284-10ae3e145de7	insert	2026-11-30 14:51:04.629188+00	postgres	\N	{}	{"submission_status": "pending"}	883
97	submissions	00000000-0000-0000-0000-000000000001	40e75a2c-f6c0-47dc-8284-10ae3e145de7	delete	2026-11-30 14:51:04.629188+00	postgres	\N	{"submission_status": "pending"}	{}	883
98	human_interventions	01a22cf0-2251-7b99-92ae-bd4d6cf0a3d6	40e75a2c-f6c0-47dc-8284-10ae3e145de7	insert	2026-11-30 14:51:04.656394+00	postgres	\N	{}	{"status": "approved"}	884
99	human_interventions	01a22cf0-2256-70a9-85be-845058f21010	a4a37a7b-2dd4-48a3-aff7-b004e878da50	insert	2026-11-30 14:51:04.656394+00	postgres	\N	{}	{"status": "approved"}	884
100	human_interventions	01a22cf0-2257-7eb9-8c9f-74bbfd476fd8	13eac71a-5008-45ab-b103-d04d6db74fbe	insert	2026-11-30 14:51:04.656394+00	postgres	\N	{}	{"status": "approved"}	884
101	human_interventions	01a22cf0-2258-7abf-b1b8-5ca1d4414faa	52c26da2-44b9-4f8e-9adf-debafe6faeb1	insert	2026-11-30 14:51:04.656394+00	postgres	\N	{}	{"status": "approved"}	884
102	human_interventions	01a22cf0-2258-7f0a-b167-3e1077ea7d31	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	insert	2026-11-30 14:51:04.656394+00	postgres	\N	{}	{"status": "approved"}	884
103	human_interventions	01a22cf0-2259-7244-8515-742b8d276c7d	d6165404-39fb-4427-86f2-8095744c53ac	insert	2026-11-30 14:51:04.656394+00	postgres	\N	{}	{"status": "approved"}	884
104	human_interventions	01a22cf0-225a-7087-acc6-d9bf2301ac79	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	insert	2026-11-30 14:51:04.656394+00	postgres	\N	{}	{"status": "approved"}	884
105	human_interventions	01a22cf0-225a-74a2-9ede-899a8066fa6e	0da10eb0-5de9-495a-af6f-fa7732ce6fec	insert	2026-11-30 14:51:04.656394+00	postgres	\N	{}	{"status": "approved"}	884
106	human_interventions	01a22cf0-2276-77bd-b2ed-94b830721ed1	8196345a-3fbc-4696-b758-43f42ecaba59	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
107	human_interventions	01a22cf0-227c-7c42-9c8c-892ab343a98e	29b16070-48b4-454c-a2c5-c62a63000d29	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
108	human_interventions	01a22cf0-227d-759c-9db0-6c410eec9567	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
109	human_interventions	01a22cf0-227e-77db-8b9c-b88828f34702	f9d54ed7-218d-4a1f-8740-231b2569155a	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
110	human_interventions	01a22cf0-2281-75eb-b8e0-64fd8335a010	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
111	human_interventions	01a22cf0-2282-7f43-bf09-bc2038ecc1c8	8912eb52-b476-425f-b131-d0977c2dc55c	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
112	human_interventions	01a22cf0-2282-7033-8726-3e9d98da8ef4	6feb9135-bd21-4620-ba74-392978239182	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
113	human_interventions	01a22cf0-2283-7110-b885-17e843782067	d43c590a-4d61-4658-8ffa-58cf35e18598	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
114	human_interventions	01a22cf0-2284-7931-b1b6-c60c72425b5c	a2a1058f-562a-457b-adcf-7a16d6969a2c	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
115	human_interventions	01a22cf0-2289-7e28-a16f-74e4dddf843e	6d82d432-dc29-4c61-b8f8-3e76b132397c	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
116	human_interventions	01a22cf0-228a-78a3-93bc-f244e248ee96	11b16364-53c2-4c1e-a2af-37deeab7f48f	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
117	human_interventions	01a22cf0-228b-751d-93e2-3ccd642f099d	255d027c-92d3-4936-b088-6a5425634a06	insert	2026-11-30 14:51:04.694026+00	postgres	\N	{}	{"status": "pending"}	887
118	human_interventions	01a22cf0-2276-77bd-b2ed-94b830721ed1	8196345a-3fbc-4696-b758-43f42ecaba59	update	2026-11-30 14:51:04.694026+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T14:51:04.694026+00:00", "responded_by": "postgres"}	887
119	human_interventions	01a22cf0-227c-7c42-9c8c-892ab343a98e	29b16070-48b4-454c-a2c5-c62a63000d29	update	2026-11-30 14:51:04.694026+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T14:51:04.694026+00:00", "responded_by": "postgres"}	887
120	human_interventions	01a22cf0-227d-759c-9db0-6c410eec9567	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	update	2026-11-30 14:51:04.694026+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T14:51:04.694026+00:00", "responded_by": "postgres"}	887
121	configurations	01a22cf0-22d4-74e0-a5c5-fd7c9a2a1a45	\N	insert	2026-11-30 14:51:04.78731+00	postgres	\N	{}	{"config_key": "a", "config_type": "system", "config_value": {"b": 1}, "is_encrypted": false, "is_sensitive": false}	891
122	configurations	01a22cf0-22dc-7a87-a28e-086cea81ec8d	\N	insert	2026-11-30 14:51:04.792101+00	service_role	\N	{}	{"config_key": "kaggle.key", "config_type": "api", "config_value": "[redacted]", "is_encrypted": true, "is_sensitive": true}	892
123	agent_executions	01a22cf0-22e2-7742-8613-3fbfc2226148	01a22cf0-22e2-7742-8613-3fbfc2226148	insert	2026-11-30 14:51:04.8019+00	service_role	\N	{}	{"status": "cancelled"}	894
124	agent_executions	01a22cf0-22e3-73b9-b182-c504d09ae81e	01a22cf0-22e3-73b9-b182-c504d09ae81e	insert	2026-11-30 14:51:04.8019+00	service_role	\N	{}	{"status": "cancelled"}	894
125	agent_executions	01a22cf0-22e2-7742-8613-3fbfc2226148	01a22cf0-22e2-7742-8613-3fbfc2226148	delete	2026-11-30 14:51:04.8019+00	service_role	\N	{"status": "cancelled"}	{}	894
126	agent_executions	01a22cf0-22e3-73b9-b182-c504d09ae81e	01a22cf0-22e3-73b9-b182-c504d09ae81e	delete	2026-11-30 14:51:04.8019+00	service_role	\N	{"status": "cancelled"}	{}	894
127	agent_executions	01a22cf0-22e2-7742-8613-3fbfc2226148	01a22cf0-22e2-7742-8613-3fbfc2226148	insert	2026-11-30 14:51:04.8019+00	service_role	\N	{}	{"status": "cancelled"}	894
128	agent_executions	01a22cf0-254b-7974-9780-710bf23624b3	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:05.43678+00	service_role	\N	{}	{"status": "pending"}	900
129	gpu_sessions	01a22cf0-268e-74cf-aa86-9f67736bd199	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:05.760159+00	service_role	\N	{}	{"status": "provisioning"}	909
130	training_jobs	01a22cf0-272f-78e4-a8c4-f4161eb76be7	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:05.915888+00	service_role	\N	{}	{"status": "queued"}	913
131	submissions	01a22cf0-27fb-7964-a93d-78f9b0e1b457	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:06.11486+00	service_role	\N	{}	{"submission_status": "pending"}	914
132	human_interventions	01a22cf0-2821-7120-879e-d3d50eed4db9	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:06.148545+00	service_role	\N	{}	{"status": "pending"}	915
133	human_interventions	01a22cf0-2821-7120-879e-d3d50eed4db9	01a22cf0-254b-7974-9780-710bf23624b3	update	2026-11-30 14:51:06.172019+00	service_role	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null, "response_data": null}	{"status": "approved", "decision": "edit", "responded_at": "2026-11-30T14:51:06.172019+00:00", "responded_by": "service_role", "response_data": {"n": 0.1}}	916
138	agent_executions	01a22cf0-2921-7d8d-b888-1f8718f8e1af	01a22cf0-2921-7d8d-b888-1f8718f8e1af	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "pending"}	928
134	agent_executions	01a22cf0-254b-7974-9780-710bf23624b3	01a22cf0-254b-7974-9780-710bf23624b3	update	2026-11-30 14:51:06.189742+00	service_role	\N	{"status": "pending", "resume_status": null, "review_is_manual": null, "human_intervention_reason": null, "human_intervention_required": false}	{"status": "human_review", "resume_status": "pending", "review_is_manual": false, "human_intervention_reason": "?", "human_intervention_required": true}	917
135	human_interventions	01a22cf0-284b-7961-8867-5daaf9b5acbd	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:06.189742+00	service_role	\N	{}	{"status": "pending"}	917
136	configurations	01a22cf0-2875-7e3f-8913-963c8b5212fe	\N	insert	2026-11-30 14:51:06.220168+00	service_role	\N	{}	{"config_key": "kaggle.token", "config_type": "system", "config_value": "[redacted]", "is_encrypted": true, "is_sensitive": true}	918
137	configurations	01a22cf0-287c-7d0d-b1b7-d57f1f16c7b9	\N	insert	2026-11-30 14:51:06.234011+00	service_role	\N	{}	{"config_key": "limits", "config_type": "system", "config_value": {"a": [1, null, 2.5]}, "is_encrypted": false, "is_sensitive": false}	919
139	agent_executions	01a22cf0-2922-7eb3-9d0c-c1e16e1edf42	01a22cf0-2922-7eb3-9d0c-c1e16e1edf42	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "data_acquisition"}	928
140	agent_executions	01a22cf0-2922-7c36-830d-6c9535e8a3eb	01a22cf0-2922-7c36-830d-6c9535e8a3eb	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "research"}	928
141	agent_executions	01a22cf0-2922-7c13-aa73-63ceaff6c452	01a22cf0-2922-7c13-aa73-63ceaff6c452	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "code_generation"}	928
142	agent_executions	01a22cf0-2922-7d49-9bdd-83f5df4d5843	01a22cf0-2922-7d49-9bdd-83f5df4d5843	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "training"}	928
143	agent_executions	01a22cf0-2923-7caf-a03b-1d147f6a11cf	01a22cf0-2923-7caf-a03b-1d147f6a11cf	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "human_review"}	928
144	agent_executions	01a22cf0-2923-766a-ba70-a95250ac9246	01a22cf0-2923-766a-ba70-a95250ac9246	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "submission"}	928
145	agent_executions	01a22cf0-2923-7255-b55c-f583f470a7a7	01a22cf0-2923-7255-b55c-f583f470a7a7	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "completed"}	928
146	agent_executions	01a22cf0-2923-794b-955a-e004098f376d	01a22cf0-2923-794b-955a-e004098f376d	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "failed"}	928
147	agent_executions	01a22cf0-2928-732e-8fcf-287bd1dd5e40	01a22cf0-2928-732e-8fcf-287bd1dd5e40	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "cancelled"}	928
148	training_jobs	01a22cf0-293c-7e9a-9d06-d7fbcbb69ebd	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "queued"}	928
149	training_jobs	01a22cf0-293d-75af-80bc-14f75cdc8488	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "running"}	928
150	training_jobs	01a22cf0-293d-7bd0-8532-0c8d0fc4443d	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "completed"}	928
151	training_jobs	01a22cf0-293e-7856-b913-02eb6c14531e	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "failed"}	928
152	training_jobs	01a22cf0-293e-7ca1-b5e1-6e49b707c67f	01a22cf0-254b-7974-9780-710bf23624b3	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "cancelled"}	928
153	submissions	01a22cf0-2948-7240-b1ee-dc28614d324a	01a22cf0-2923-766a-ba70-a95250ac9246	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"submission_status": "pending"}	928
154	submissions	01a22cf0-294d-7ab2-8a32-8713b1f19107	01a22cf0-2923-766a-ba70-a95250ac9246	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"submission_status": "submitted"}	928
155	submissions	01a22cf0-294e-72bd-b87f-a6d2e7fff5c3	01a22cf0-2923-766a-ba70-a95250ac9246	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"submission_status": "scored"}	928
156	submissions	01a22cf0-294e-7694-abec-420bc060f561	01a22cf0-2923-766a-ba70-a95250ac9246	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"submission_status": "failed"}	928
157	submissions	01a22cf0-2950-707c-8504-66a0f9f269e0	01a22cf0-2923-766a-ba70-a95250ac9246	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"submission_status": "disqualified"}	928
158	submissions	01a22cf0-2950-7780-93c4-0297b536f7bc	01a22cf0-2923-766a-ba70-a95250ac9246	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"submission_status": "unknown"}	928
159	gpu_sessions	01a22cf0-2960-764c-b5f9-1ccc85d4d672	01a22cf0-2922-7d49-9bdd-83f5df4d5843	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "provisioning"}	928
160	gpu_sessions	01a22cf0-2965-7c57-b0dd-3b8a83327888	01a22cf0-2922-7d49-9bdd-83f5df4d5843	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "running"}	928
161	gpu_sessions	01a22cf0-2966-7faa-ac29-c3598343d3a1	01a22cf0-2922-7d49-9bdd-83f5df4d5843	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "idle"}	928
162	gpu_sessions	01a22cf0-2966-743b-bc4a-582f2970e555	01a22cf0-2922-7d49-9bdd-83f5df4d5843	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "terminated"}	928
163	gpu_sessions	01a22cf0-2966-720f-869e-719ba2863c50	01a22cf0-2922-7d49-9bdd-83f5df4d5843	insert	2026-11-30 14:51:06.396626+00	service_role	\N	{}	{"status": "failed"}	928
\.


--
-- Data for Name: configurations; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.configurations (id, config_key, config_value, config_type, description, is_encrypted, is_sensitive, created_at, updated_at) FROM stdin;
01a22cf0-22d4-74e0-a5c5-fd7c9a2a1a45	a	{"b": 1}	system	\N	f	f	2026-11-30 14:51:04.78731+00	2026-11-30 14:51:04.78731+00
01a22cf0-22dc-7a87-a28e-086cea81ec8d	kaggle.key	"v1:ww0ECQMC1d52mE0l2swA0kIBLYbyJfV7/uCdNf0ecbM6yK46s0D03zq1Sm7up1tzuSmnjiyaW7vGKMIfieO7C+vUO02KzamCkr8kXdwyntmMc9Y="	api	\N	t	t	2026-11-30 14:51:04.792101+00	2026-11-30 14:51:04.792101+00
01a22cf0-2875-7e3f-8913-963c8b5212fe	kaggle.token	"v1:ww0ECQMC9jy1WDDXpPIA0k4ByrlqKm8qyZ5Ho28GCrsCETQSoy7vLkIFSHqOn6yz70MGcNJQQ2l80JB0ZRNBW0s4QZCxg7Qn4xlMIIBGHrn7HUA2ZnGgwP543KsRN8s="	system	\N	t	t	2026-11-30 14:51:06.220168+00	2026-11-30 14:51:06.220168+00
01a22cf0-287c-7d0d-b1b7-d57f1f16c7b9	limits	{"a": [1, null, 2.5]}	system	\N	f	f	2026-11-30 14:51:06.234011+00	2026-11-30 14:51:06.234011+00
\.


--
-- Data for Name: execution_steps; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.execution_steps (id, execution_id, round, name, stage, result, duration_seconds, worker, created_at) FROM stdin;
01a22cf0-21b7-7c89-8c0f-83ab63378874	40e75a2c-f6c0-47dc-8284-10ae3e145de7	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b8-79ef-956a-2f6651225f6e	a4a37a7b-2dd4-48a3-aff7-b004e878da50	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b8-71c2-acbd-4a8e8729ba39	13eac71a-5008-45ab-b103-d04d6db74fbe	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b8-73f4-a54b-957f3060fa28	52c26da2-44b9-4f8e-9adf-debafe6faeb1	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b8-72bb-8bda-25a8db7374a4	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b8-7d22-8067-ac4ed4e5e363	d6165404-39fb-4427-86f2-8095744c53ac	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b8-7774-9185-2e7dc870698e	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b8-77c7-8883-2143d212bcd9	8196345a-3fbc-4696-b758-43f42ecaba59	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-7fff-bcf7-4d6374dfc93a	29b16070-48b4-454c-a2c5-c62a63000d29	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-7131-8088-8774680f83bb	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-772d-ba53-3fe14dc5bc7c	f9d54ed7-218d-4a1f-8740-231b2569155a	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-79de-91a6-17c96f998a80	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-7611-b035-eb03defd92df	8912eb52-b476-425f-b131-d0977c2dc55c	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-7a09-9026-1d890f3bf2bb	6feb9135-bd21-4620-ba74-392978239182	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-73f7-9c19-b8d709b4861d	d43c590a-4d61-4658-8ffa-58cf35e18598	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-7ff0-a017-71aa4080244e	a2a1058f-562a-457b-adcf-7a16d6969a2c	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-7182-87fc-b4e0bbfe68c1	6d82d432-dc29-4c61-b8f8-3e76b132397c	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-7e84-8bc3-92aa7fac262b	11b16364-53c2-4c1e-a2af-37deeab7f48f	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21b9-789c-b407-80ec3304557a	255d027c-92d3-4936-b088-6a5425634a06	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-21ba-7ab4-91d0-f588bbf9f31d	0da10eb0-5de9-495a-af6f-fa7732ce6fec	0	features	research	{"rows": 3}	\N	w	2026-11-30 14:51:04.502712+00
01a22cf0-2672-7912-aadd-cf983a89d4f4	01a22cf0-254b-7974-9780-710bf23624b3	1	plan	pending	null	\N	w	2026-11-30 14:51:05.707323+00
\.


--
-- Data for Name: gpu_terminations; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.gpu_terminations (id, gpu_session_id, execution_id, attempts, next_attempt_at, claim_id, claimed_by, claimed_until, provider_status, last_error, escalated_at, confirmed_at, created_at) FROM stdin;
01a22cf0-2270-7d8d-b525-d4d2f4caa614	01a22cf0-21df-7f05-994d-0e885c7e65cb	a4a37a7b-2dd4-48a3-aff7-b004e878da50	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2270-787c-90b7-d151f1dfd197	01a22cf0-21df-713a-aef9-399a24a25a84	13eac71a-5008-45ab-b103-d04d6db74fbe	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2270-7d76-b801-f9a863777b66	01a22cf0-21e0-72a1-829c-6f64c2713af5	52c26da2-44b9-4f8e-9adf-debafe6faeb1	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2270-7170-8c93-b3c23b90232a	01a22cf0-21e0-7649-bd12-d763d4b09400	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2270-787e-aadc-a87206c861d9	01a22cf0-21e1-72dd-9bb3-558080a54d0d	d6165404-39fb-4427-86f2-8095744c53ac	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2270-7a25-806a-0a5c960aeebe	01a22cf0-21e1-7edb-a292-d0037bda81f3	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2270-7f4a-8240-a770835d4c7f	01a22cf0-21e2-7d4e-8ea9-ad1cf6dbc733	8196345a-3fbc-4696-b758-43f42ecaba59	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2270-7169-baf8-1537dd405236	01a22cf0-21e2-7e09-aa05-02a4cefbebaf	29b16070-48b4-454c-a2c5-c62a63000d29	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-77c5-9e8b-e12fb4a970c7	01a22cf0-21e2-7372-8aa7-b895344e9a61	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-7263-8506-ad9b7c2a9671	01a22cf0-21e2-7b07-aedd-1e68a14afaca	f9d54ed7-218d-4a1f-8740-231b2569155a	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-7666-af70-0cfa4ddb7e43	01a22cf0-21e2-748a-a9dc-53df46c847c8	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-73e8-a5f2-9d30ba0c0fa4	01a22cf0-21e2-7b29-866e-359bd6f70215	8912eb52-b476-425f-b131-d0977c2dc55c	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-7642-8b9f-0a16db6238a3	01a22cf0-21e3-72e3-bf32-fd30962456d2	6feb9135-bd21-4620-ba74-392978239182	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-7d2a-aa39-c605c360875c	01a22cf0-21e3-747b-a041-311435be6cf8	d43c590a-4d61-4658-8ffa-58cf35e18598	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-7259-83c2-f0524bea19a4	01a22cf0-21e3-707e-b8d9-17a3d1ead6e6	a2a1058f-562a-457b-adcf-7a16d6969a2c	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-72b8-8f75-43b6dc3e71c3	01a22cf0-21e3-7e3c-b219-03ec924f491d	6d82d432-dc29-4c61-b8f8-3e76b132397c	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-72d6-8dd9-6e7ed827e212	01a22cf0-21e3-7c20-bdf4-2053cdae3b0a	11b16364-53c2-4c1e-a2af-37deeab7f48f	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-716c-93f0-24f9c7ee4f5c	01a22cf0-21e3-7aba-a582-e729f4cd526d	255d027c-92d3-4936-b088-6a5425634a06	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-2271-7313-bdcf-ea0e53c650f4	01a22cf0-21e4-7cb1-a955-cf5e5244dbae	0da10eb0-5de9-495a-af6f-fa7732ce6fec	0	2026-11-30 14:51:04.684182+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
01a22cf0-26df-76b6-9b93-16f63dc331f6	01a22cf0-268e-74cf-aa86-9f67736bd199	01a22cf0-254b-7974-9780-710bf23624b3	0	2026-11-30 14:51:05.81492+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 14:51:05.81492+00
01a22cf0-226d-72c8-9962-dd371c91b7e9	01a22cf0-21db-7f31-b931-fe3b0009c69b	40e75a2c-f6c0-47dc-8284-10ae3e145de7	0	2026-11-30 14:51:04.684182+00	01a22cf0-26ca-7084-ae42-a21442476b78	s	2026-11-30 14:51:05.86492+00	\N	\N	\N	\N	2026-11-30 14:51:04.684182+00
\.


--
-- Data for Name: human_interventions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.human_interventions (id, execution_id, intervention_type, priority, status, title, description, context_data, assigned_to, response, response_data, notification_sent, notification_method, escalation_count, sla_deadline, created_at, responded_at, updated_at, subject, response_schema, allowed_decisions, proposal, timeout_action, decision, responded_by, pauses_execution) FROM stdin;
01a22cf0-2251-7b99-92ae-bd4d6cf0a3d6	40e75a2c-f6c0-47dc-8284-10ae3e145de7	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 18:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cf0-2256-70a9-85be-845058f21010	a4a37a7b-2dd4-48a3-aff7-b004e878da50	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 18:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cf0-2257-7eb9-8c9f-74bbfd476fd8	13eac71a-5008-45ab-b103-d04d6db74fbe	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 18:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cf0-2258-7abf-b1b8-5ca1d4414faa	52c26da2-44b9-4f8e-9adf-debafe6faeb1	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 18:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cf0-2258-7f0a-b167-3e1077ea7d31	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 18:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cf0-2259-7244-8515-742b8d276c7d	d6165404-39fb-4427-86f2-8095744c53ac	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 18:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cf0-225a-7087-acc6-d9bf2301ac79	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 18:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cf0-225a-74a2-9ede-899a8066fa6e	0da10eb0-5de9-495a-af6f-fa7732ce6fec	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 18:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	2026-11-30 14:51:04.656394+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cf0-227e-77db-8b9c-b88828f34702	f9d54ed7-218d-4a1f-8740-231b2569155a	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cf0-2281-75eb-b8e0-64fd8335a010	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cf0-2282-7f43-bf09-bc2038ecc1c8	8912eb52-b476-425f-b131-d0977c2dc55c	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cf0-2282-7033-8726-3e9d98da8ef4	6feb9135-bd21-4620-ba74-392978239182	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cf0-2283-7110-b885-17e843782067	d43c590a-4d61-4658-8ffa-58cf35e18598	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cf0-2284-7931-b1b6-c60c72425b5c	a2a1058f-562a-457b-adcf-7a16d6969a2c	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cf0-2289-7e28-a16f-74e4dddf843e	6d82d432-dc29-4c61-b8f8-3e76b132397c	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cf0-228a-78a3-93bc-f244e248ee96	11b16364-53c2-4c1e-a2af-37deeab7f48f	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cf0-228b-751d-93e2-3ccd642f099d	255d027c-92d3-4936-b088-6a5425634a06	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cf0-2276-77bd-b2ed-94b830721ed1	8196345a-3fbc-4696-b758-43f42ecaba59	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	2026-11-30 14:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22cf0-227c-7c42-9c8c-892ab343a98e	29b16070-48b4-454c-a2c5-c62a63000d29	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	2026-11-30 14:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22cf0-227d-759c-9db0-6c410eec9567	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 18:51:04.694026+00	2026-11-30 14:51:04.694026+00	2026-11-30 14:51:04.694026+00	2026-11-30 14:51:04.694026+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22cf0-2821-7120-879e-d3d50eed4db9	01a22cf0-254b-7974-9780-710bf23624b3	approval_required	medium	approved	?	May I?	\N	\N	\N	{"n": 0.1}	f	\N	0	2026-11-30 18:51:06.148545+00	2026-11-30 14:51:06.148545+00	2026-11-30 14:51:06.172019+00	2026-11-30 14:51:06.172019+00	\N	{"properties": {"n": {"maximum": 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160}}}	{edit,reject}	{"n": 1.5}	reject	edit	service_role	f
01a22cf0-284b-7961-8867-5daaf9b5acbd	01a22cf0-254b-7974-9780-710bf23624b3	approval_required	medium	pending	?	May I?	\N	\N	\N	\N	f	\N	0	2026-11-30 18:51:06.189742+00	2026-11-30 14:51:06.189742+00	\N	2026-11-30 14:51:06.189742+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	t
\.


--
-- Data for Name: notices; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.notices (id, kind, priority, title, details, dedup_key, execution_id, competition_id, submission_id, created_at, ended_at) FROM stdin;
01a22cf0-2273-7204-a09f-ed1882e494d5	better_score	low	t	{}	8196345a-3fbc-4696-b758-43f42ecaba59	8196345a-3fbc-4696-b758-43f42ecaba59	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2274-7f3b-8992-f3041223eff7	better_score	low	t	{}	29b16070-48b4-454c-a2c5-c62a63000d29	29b16070-48b4-454c-a2c5-c62a63000d29	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2274-7d58-9093-78789ba4bf93	better_score	low	t	{}	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2274-787f-96a0-5c3e7d23d264	better_score	low	t	{}	f9d54ed7-218d-4a1f-8740-231b2569155a	f9d54ed7-218d-4a1f-8740-231b2569155a	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2274-776e-bef8-eb6f3a5ca6c1	better_score	low	t	{}	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2274-7e77-adec-8b7b58566012	better_score	low	t	{}	8912eb52-b476-425f-b131-d0977c2dc55c	8912eb52-b476-425f-b131-d0977c2dc55c	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2274-7ec7-9e53-e2a60530d8a8	better_score	low	t	{}	6feb9135-bd21-4620-ba74-392978239182	6feb9135-bd21-4620-ba74-392978239182	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7b31-b0a8-f3e4e2e57be4	better_score	low	t	{}	d43c590a-4d61-4658-8ffa-58cf35e18598	d43c590a-4d61-4658-8ffa-58cf35e18598	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7c98-b9a6-3527456935fd	better_score	low	t	{}	a2a1058f-562a-457b-adcf-7a16d6969a2c	a2a1058f-562a-457b-adcf-7a16d6969a2c	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7569-b8d3-2c9b7d7e9d6d	better_score	low	t	{}	6d82d432-dc29-4c61-b8f8-3e76b132397c	6d82d432-dc29-4c61-b8f8-3e76b132397c	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7533-8ba2-2908949a3e30	better_score	low	t	{}	11b16364-53c2-4c1e-a2af-37deeab7f48f	11b16364-53c2-4c1e-a2af-37deeab7f48f	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7da1-b307-42228df3f674	better_score	low	t	{}	255d027c-92d3-4936-b088-6a5425634a06	255d027c-92d3-4936-b088-6a5425634a06	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7ce7-94f8-f2b8dc3fe249	better_score	low	t	{}	40e75a2c-f6c0-47dc-8284-10ae3e145de7	40e75a2c-f6c0-47dc-8284-10ae3e145de7	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7d65-8f3c-d6dfe7fa6274	better_score	low	t	{}	a4a37a7b-2dd4-48a3-aff7-b004e878da50	a4a37a7b-2dd4-48a3-aff7-b004e878da50	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7d50-bf57-5cf4cfd65d8c	better_score	low	t	{}	13eac71a-5008-45ab-b103-d04d6db74fbe	13eac71a-5008-45ab-b103-d04d6db74fbe	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-72e1-8f36-5647507e790a	better_score	low	t	{}	52c26da2-44b9-4f8e-9adf-debafe6faeb1	52c26da2-44b9-4f8e-9adf-debafe6faeb1	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7b97-9600-8ca38b6da458	better_score	low	t	{}	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-78a0-9b37-4e370dd5a38f	better_score	low	t	{}	d6165404-39fb-4427-86f2-8095744c53ac	d6165404-39fb-4427-86f2-8095744c53ac	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7df3-a94b-759654789117	better_score	low	t	{}	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2275-7a66-b3bd-069eb2db8a94	better_score	low	t	{}	0da10eb0-5de9-495a-af6f-fa7732ce6fec	0da10eb0-5de9-495a-af6f-fa7732ce6fec	\N	\N	2026-11-30 14:51:04.690437+00	\N
01a22cf0-2ac7-7bba-afb3-d3ea2defaf14	health	high	machines: 24 live; to terminate: 1 (requested)	{"found": "24 live; to terminate: 1 (requested)", "state": "problem", "remedy": "They cost money: run `kaggle-store supervise`, or terminate what gpu_sessions_due() lists at the providers, then call close_gpu_session().", "subject": "machines"}	health:machines:problem	\N	\N	\N	2026-11-30 14:51:06.719454+00	\N
01a22cf0-2ac8-777f-b4c6-6870cc1c47ee	health	medium	upkeep: there is no pg_cron; not run in time: integrity_notices; last run 2026-11-30 14:51 UTC	{"found": "there is no pg_cron; not run in time: integrity_notices; last run 2026-11-30 14:51 UTC", "state": "warning", "remedy": "Run `kaggle-store upkeep --every 1m` on a machine that is always on.", "subject": "upkeep"}	health:upkeep:warning	\N	\N	\N	2026-11-30 14:51:06.719454+00	\N
\.


--
-- Data for Name: intervention_notifications; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.intervention_notifications (id, intervention_id, notice_id, reason, created_at, sent_at, notification_method, routed_at) FROM stdin;
01a22cf0-2290-7372-a895-aac43485e867	01a22cf0-2276-77bd-b2ed-94b830721ed1	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-2293-7015-9ffd-97272d6fa05a	01a22cf0-227c-7c42-9c8c-892ab343a98e	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-2294-76ea-8737-1f3b7f5075e5	01a22cf0-227d-759c-9db0-6c410eec9567	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-2299-71bd-91a4-2fb4c6aae730	01a22cf0-227e-77db-8b9c-b88828f34702	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-229a-7a46-88bc-4465ac118cc8	01a22cf0-2281-75eb-b8e0-64fd8335a010	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-229c-7183-9f11-d94a0717ee36	01a22cf0-2282-7f43-bf09-bc2038ecc1c8	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-229d-7301-b223-aa730f9e6f3b	01a22cf0-2282-7033-8726-3e9d98da8ef4	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-229d-7653-867d-d51f10adb55c	01a22cf0-2283-7110-b885-17e843782067	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-229e-7fa2-a21f-61113ee3cf66	01a22cf0-2284-7931-b1b6-c60c72425b5c	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-22a7-7b22-8af4-244f5e6f1f9c	01a22cf0-2289-7e28-a16f-74e4dddf843e	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-22a8-7f98-9fc2-fd845ed2b110	01a22cf0-228a-78a3-93bc-f244e248ee96	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-22a9-7af1-a264-99ead81c01be	01a22cf0-228b-751d-93e2-3ccd642f099d	\N	requested	2026-11-30 14:51:04.694026+00	\N	\N	\N
01a22cf0-2834-7134-961d-b72af11ab3e5	01a22cf0-2821-7120-879e-d3d50eed4db9	\N	requested	2026-11-30 14:51:06.148545+00	\N	\N	\N
01a22cf0-2858-76a0-9eb5-7c9eaaf14406	01a22cf0-284b-7961-8867-5daaf9b5acbd	\N	requested	2026-11-30 14:51:06.189742+00	\N	\N	\N
01a22cf0-2ac8-7d38-b143-4405f13cfa8b	\N	01a22cf0-2ac7-7bba-afb3-d3ea2defaf14	noticed	2026-11-30 14:51:06.719454+00	\N	\N	\N
01a22cf0-2ac8-7d39-9550-0c2ddd154b07	\N	01a22cf0-2ac8-777f-b4c6-6870cc1c47ee	noticed	2026-11-30 14:51:06.719454+00	\N	\N	\N
\.


--
-- Data for Name: notification_deliveries; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.notification_deliveries (id, notification_id, channel, priority, status, attempts, next_attempt_at, claim_id, claimed_by, claimed_until, last_error, sent_at, created_at) FROM stdin;
01a22cf0-22e0-76a9-944b-223b8f1369d7	01a22cf0-2290-7372-a895-aac43485e867	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-7710-964f-5b20a7a0a33f	01a22cf0-2293-7015-9ffd-97272d6fa05a	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-74d9-88a9-466308d6b7f4	01a22cf0-2294-76ea-8737-1f3b7f5075e5	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-7f3d-b119-63097449f363	01a22cf0-2299-71bd-91a4-2fb4c6aae730	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-7592-8527-fbf1ccf765c0	01a22cf0-229a-7a46-88bc-4465ac118cc8	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-7c44-8fc3-e67fe23e428a	01a22cf0-229c-7183-9f11-d94a0717ee36	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-7d93-9d32-4fe90dabb0d3	01a22cf0-229d-7301-b223-aa730f9e6f3b	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-7954-84ba-a29f93b49aac	01a22cf0-229d-7653-867d-d51f10adb55c	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-79c5-b11b-e0d2a615ba6e	01a22cf0-229e-7fa2-a21f-61113ee3cf66	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-7338-bb8a-d10811a8b5cd	01a22cf0-22a7-7b22-8af4-244f5e6f1f9c	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-7e29-89df-69c1a15cc6cd	01a22cf0-22a8-7f98-9fc2-fd845ed2b110	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
01a22cf0-22e1-712d-96d1-1a4d8de5255e	01a22cf0-22a9-7af1-a264-99ead81c01be	team	low	pending	0	2026-11-30 14:51:04.800106+00	\N	\N	\N	\N	\N	2026-11-30 14:51:04.800106+00
\.


--
-- Data for Name: research_results; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.research_results (id, execution_id, research_type, query_text, source_api, raw_response, processed_insights, relevance_score, citation_count, research_duration_seconds, tokens_consumed, cost_dollars, created_at, external_id) FROM stdin;
01a22cf0-21bb-7ed5-9a59-e67582ad1c87	40e75a2c-f6c0-47dc-8284-10ae3e145de7	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bc-7f14-aa7b-c4bd68cbec40	a4a37a7b-2dd4-48a3-aff7-b004e878da50	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bc-7386-8f7b-6fe03a7a833e	13eac71a-5008-45ab-b103-d04d6db74fbe	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bc-71bb-9a9d-e4a84b0c4ced	52c26da2-44b9-4f8e-9adf-debafe6faeb1	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bc-7383-8396-3a8bb57260c1	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bc-7e6c-a54b-2ed2535126ff	d6165404-39fb-4427-86f2-8095744c53ac	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7e12-88c5-a489f4722ee8	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7de0-837e-acd26d8fa6f4	8196345a-3fbc-4696-b758-43f42ecaba59	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7ba7-93c9-9ba65492e5b8	29b16070-48b4-454c-a2c5-c62a63000d29	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7984-85bc-b76baf3dd65d	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7a45-a358-4694cccfa7c1	f9d54ed7-218d-4a1f-8740-231b2569155a	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7a99-a42d-8d7cebdcf836	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7f28-a105-b5817c38b5a0	8912eb52-b476-425f-b131-d0977c2dc55c	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7214-8a89-5144215db003	6feb9135-bd21-4620-ba74-392978239182	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7410-ae18-feef0704c091	d43c590a-4d61-4658-8ffa-58cf35e18598	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7482-8dc7-809eba1c81dc	a2a1058f-562a-457b-adcf-7a16d6969a2c	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21bd-7a7c-9a56-ab32d890ee17	6d82d432-dc29-4c61-b8f8-3e76b132397c	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21be-73dc-bec2-22c7e5e2768a	11b16364-53c2-4c1e-a2af-37deeab7f48f	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21be-7797-851b-8dbeb5078c9c	255d027c-92d3-4936-b088-6a5425634a06	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-21be-77cb-9646-1f227be776b7	0da10eb0-5de9-495a-af6f-fa7732ce6fec	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:04.506597+00	\N
01a22cf0-257d-7c38-b9ff-490c1d8169e4	01a22cf0-254b-7974-9780-710bf23624b3	academic_papers	boosting	arxiv	{"title": "quotes \\" and \\\\ and 日本語"}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:05.477729+00	\N
01a22cf0-2591-77f8-b3ef-6ad1636891a4	01a22cf0-254b-7974-9780-710bf23624b3	academic_papers	stacking	arxiv	{"title": "quotes \\" and \\\\ and 日本語"}	\N	\N	0	\N	\N	\N	2026-11-30 14:51:05.492693+00	\N
\.


--
-- Data for Name: system_metrics_2026_09; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22cf0-28a5-7c70-9cd4-3de0bbcaf40f	loss	NaN	gauge	{"day": 0}	01a22cf0-254b-7974-9780-710bf23624b3	\N	2026-09-01 00:00:00+00
01a22cf0-28a5-7c70-9cd4-3de0bbcaf410	loss	Infinity	gauge	{"day": 1}	01a22cf0-254b-7974-9780-710bf23624b3	\N	2026-09-02 00:00:00+00
01a22cf0-28a5-7c70-9cd4-3de0bbcaf411	loss	-Infinity	gauge	{"day": 2}	01a22cf0-254b-7974-9780-710bf23624b3	\N	2026-09-03 00:00:00+00
01a22cf0-28a5-7c70-9cd4-3de0bbcaf412	loss	0.1	gauge	{"day": 3}	01a22cf0-254b-7974-9780-710bf23624b3	\N	2026-09-04 00:00:00+00
\.


--
-- Data for Name: system_metrics_2026_10; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22cf0-28d8-7cf6-8675-32cc71da5c3b	loss	1e+300	gauge	{"day": 0}	01a22cf0-254b-7974-9780-710bf23624b3	\N	2026-10-01 00:00:00+00
01a22cf0-28d8-7cf6-8675-32cc71da5c3c	loss	5e-324	gauge	{"day": 1}	01a22cf0-254b-7974-9780-710bf23624b3	\N	2026-10-02 00:00:00+00
\.


--
-- Data for Name: system_metrics_2026_11; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22cf0-22ce-74c4-ada0-ce95b30ef531	loss	NaN	gauge	\N	11b16364-53c2-4c1e-a2af-37deeab7f48f	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-75a6-a595-496406520194	loss	NaN	gauge	\N	255d027c-92d3-4936-b088-6a5425634a06	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7995-8764-0e4a8eb3a4f8	loss	NaN	gauge	\N	8196345a-3fbc-4696-b758-43f42ecaba59	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7706-92d9-161d95e7e43a	loss	NaN	gauge	\N	29b16070-48b4-454c-a2c5-c62a63000d29	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7ffe-87a5-027ae6d25582	loss	NaN	gauge	\N	5d04ca50-5ed9-4dfb-a8b5-906e1d52057a	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7d1a-82b2-2a1a2b83b4d6	loss	NaN	gauge	\N	40e75a2c-f6c0-47dc-8284-10ae3e145de7	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7607-8642-2ca3b4d85247	loss	NaN	gauge	\N	a4a37a7b-2dd4-48a3-aff7-b004e878da50	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-70ce-a044-0ecb0dc04228	loss	NaN	gauge	\N	13eac71a-5008-45ab-b103-d04d6db74fbe	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7a7a-ad23-fa48af7b34f9	loss	NaN	gauge	\N	52c26da2-44b9-4f8e-9adf-debafe6faeb1	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7458-9da0-3ef5874f3958	loss	NaN	gauge	\N	c5a01e23-781d-4bbe-ab14-c9367e55d3d4	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7341-90a5-816979aac812	loss	NaN	gauge	\N	d6165404-39fb-4427-86f2-8095744c53ac	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-785a-9ab4-9a4b0ae5944e	loss	NaN	gauge	\N	f36b889b-be67-4aa7-8f9f-a3fd36e425f6	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-75d3-b5fd-c550907ade1f	loss	NaN	gauge	\N	0da10eb0-5de9-495a-af6f-fa7732ce6fec	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7d15-ba0f-3c6de0431d94	loss	NaN	gauge	\N	f9d54ed7-218d-4a1f-8740-231b2569155a	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7254-a8c6-8b4031fda783	loss	NaN	gauge	\N	ea9cb6cc-f3aa-4faf-a1c3-1ccfbfb12305	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7b3b-af14-496f08d832bb	loss	NaN	gauge	\N	8912eb52-b476-425f-b131-d0977c2dc55c	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-719d-83ec-7edbd068f3f8	loss	NaN	gauge	\N	6feb9135-bd21-4620-ba74-392978239182	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7ce9-8ab1-eb86874ff96a	loss	NaN	gauge	\N	d43c590a-4d61-4658-8ffa-58cf35e18598	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-7431-827d-a4bf0feb6869	loss	NaN	gauge	\N	a2a1058f-562a-457b-adcf-7a16d6969a2c	\N	2026-11-30 14:51:04.781402+00
01a22cf0-22cf-76a8-9759-73b28a86817d	loss	NaN	gauge	\N	6d82d432-dc29-4c61-b8f8-3e76b132397c	\N	2026-11-30 14:51:04.781402+00
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
01a22cf0-2327-782f-8e52-08e3917bb995	leftovers	2026-11-30 14:51:04.869091+00	0.009422	done	{"more_left": false, "cancelled_jobs": 0, "forgotten_runs": 0, "forgotten_claims": 0, "forgotten_readings": 0, "withdrawn_interventions": 0}	\N	\N	service_role
01a22cf0-297d-7ad0-9288-b0a6738b9779	overdue_interventions	2026-11-30 14:51:06.496615+00	0.013065	done	{"escalated": 0, "more_left": false}	\N	\N	service_role
01a22cf0-29b0-7041-b549-bf5a655a8da6	gpu_sessions	2026-11-30 14:51:06.545443+00	0.004187	done	{"due": 1}	\N	\N	service_role
01a22cf0-29c2-795c-8663-eddfb2e2e608	leftovers	2026-11-30 14:51:06.564233+00	0.007847	done	{"more_left": false, "cancelled_jobs": 0, "forgotten_runs": 0, "forgotten_claims": 0, "forgotten_readings": 0, "withdrawn_interventions": 0}	\N	\N	service_role
01a22cf0-29d5-73c1-bae5-7ef35c1f8ad1	metric_partitions	2026-11-30 14:51:06.584263+00	0.001608	done	{"created": 0, "moved_rows": 0}	\N	\N	service_role
01a22cf0-29e4-7b65-a682-31553a987dce	metrics_retention	2026-11-30 14:51:06.598017+00	0.006736	done	{"busy": 0, "dropped": 0, "more_left": false, "purged_rows": 0, "kept_unexported": 0, "forgotten_notices": 0}	\N	\N	service_role
01a22cf0-29f9-764b-b840-810c67f1ebe8	archive	2026-11-30 14:51:06.618549+00	0.007779	done	{"busy": 0, "refused": {}, "archived": 0, "more_left": false}	\N	\N	service_role
01a22cf0-2a12-772a-91bf-1a3bf0b4e486	execution_summary	2026-11-30 14:51:06.644111+00	0.027728	done	{}	\N	\N	service_role
01a22cf0-2a3c-771e-8594-3d557977c249	notices	2026-11-30 14:51:06.686006+00	0.008863	done	{"more_left": false, "forgotten_counts": 0, "overdue_executions": 0, "unknown_submissions": 0}	\N	\N	service_role
01a22cf0-2a59-727a-8a1d-308e5370efdd	health_notices	2026-11-30 14:51:06.714861+00	0.103012	done	{"gone": 0, "found": 2}	\N	\N	service_role
01a22cf0-2ac9-7c7d-8f66-756a0f20a2a7	integrity_notices	2026-11-30 14:51:06.828973+00	0.044959	done	{"gone": 0, "found": 0, "slices": 1, "more_left": false}	\N	\N	service_role
\.


--
-- Data for Name: _local_key; Type: TABLE DATA; Schema: vault; Owner: supabase_admin
--

COPY vault._local_key (passphrase) FROM stdin;
e4133fe2c12d5e21cc5e8fdaf7829a6f227c6f965188fe359a060a4c068169fa
\.


--
-- Data for Name: secrets; Type: TABLE DATA; Schema: vault; Owner: supabase_admin
--

COPY vault.secrets (id, name, description, secret, key_id, nonce, created_at, updated_at) FROM stdin;
e16cf9ca-382e-4ac6-941f-229d9c5e06af	kaggle_store_generated_key_1	Encrypts secrets of kaggle_store	ww0EBwMCU57d2cPYbmZy0nEBSrbpafkYkeR+Q+WlADpOpxJNEQqNU+TSMSoKNfHZhskkSi7Kv3To\n0ulFOWSCqW7rlOz1CGe2RtxYvyENwWT9ZXng0N6I2FnmUsCDtaJtLyR9OcWp4o71vB6DmBSVptQO\n91udWqcvomTXpOV/R3uh4Q==	\N	\N	2026-11-30 14:51:01.942836+00	2026-11-30 14:51:01.942836+00
\.


--
-- Name: audit_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.audit_log_id_seq', 163, true);


--
-- PostgreSQL database dump complete
--


set session_replication_role = origin;
select kaggle_store.adopt_audit_log();
update kaggle_store.clock set shift = '2026-11-30 14:51:14.914252+00:00'::timestamptz - pg_catalog.now();
