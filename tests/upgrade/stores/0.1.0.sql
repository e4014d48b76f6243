-- The rows of a filled store of release 0.1.0, made by `python -m tests.upgrade.dump`.
-- The encryption keys are those of a store which existed for seconds.
set session_replication_role = replica;
truncate agent_executions, archived_executions, artifacts, audit_log, competitions, configurations, execution_steps, generated_code, gpu_sessions, gpu_terminations, human_interventions, intervention_notifications, kaggle_store.access_mode, kaggle_store.added_grants, kaggle_store.allowed_moves, kaggle_store.answer_times, kaggle_store.archived_rows, kaggle_store.artifact_removals, kaggle_store.claims, kaggle_store.clock, kaggle_store.created_roles, kaggle_store.deleted_slots, kaggle_store.encryption_keys, kaggle_store.installed, kaggle_store.integrity_round, kaggle_store.known_metrics, kaggle_store.late_metrics, kaggle_store.lost_leases, kaggle_store.members, kaggle_store.metric_exports, kaggle_store.readings, kaggle_store.recorded_access, kaggle_store.restored_executions, kaggle_store.upkeep_policy, kaggle_store.upkeep_tasks, kaggle_store.workflow_steps, notices, notification_deliveries, research_results, submissions, system_metrics, training_jobs, upkeep_runs, vault._local_key, vault.secrets;
select count(*) from public.ensure_metric_partitions('2026-09-01', '2027-02-01');
--
-- PostgreSQL database dump
--

\restrict SoPI7WD6b2UUbBebtV4aev93xzWAN85WoXOcSYKR0h7hNtb2IbaAMz6TZ19VPis

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
01a22cbc-c6ba-72d4-84bc-8534e1d4e7fe	0672e2b9-3071-4ee6-8f8e-8de41764db09	old 2	cancelled	2023-01-01 00:00:00+00	2023-01-02 00:00:00+00	2026-11-30 13:54:58.872676+00	2026-11-30 13:55:10.434786+00	1	{"agent_executions": 1}	2a3e0d109e297cd94bb52d41ffbeeb7513baa3c098729d6bac99f5c8a9f15238
\.


--
-- Data for Name: archived_rows; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.archived_rows (execution_id, place, table_name, document) FROM stdin;
01a22cbc-c6ba-72d4-84bc-8534e1d4e7fe	1	agent_executions	{"id": "01a22cbc-c6ba-72d4-84bc-8534e1d4e7fe", "round": 1, "status": "cancelled", "worker": null, "attempts": 0, "lease_id": null, "priority": 0, "lease_end": null, "created_at": "2023-01-01T00:00:00+00:00", "started_at": "2023-01-02T00:00:00+00:00", "updated_at": "2026-11-30T13:54:58.872676+00:00", "available_at": "2026-11-30T13:54:58.872676+00:00", "completed_at": "2023-01-02T00:00:00+00:00", "current_step": 1, "max_attempts": 3, "error_message": null, "resume_reason": "fresh", "resume_status": null, "source_record": {}, "competition_id": "0672e2b9-3071-4ee6-8f8e-8de41764db09", "execution_name": "old 2", "lease_expires_at": null, "review_is_manual": null, "gpu_budget_dollars": 0.150000, "gpu_budget_consumed": 0.000000, "target_submission_hours": 24, "human_intervention_reason": null, "human_intervention_required": false}
\.


--
-- Data for Name: artifact_removals; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.artifact_removals (id, execution_id, name, uri, sha256, listed_at) FROM stdin;
3c604077-3c51-4e35-b8d2-e7d83131b4d6	1e2e3bea-64df-47ad-953b-8eba608e5f24	model.bin	file:///artifacts/1e2e3bea-64df-47ad-953b-8eba608e5f24/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	2026-11-30 13:54:58.825504+00
\.


--
-- Data for Name: claims; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.claims (lease_id, worker, claimed_at) FROM stdin;
74eb6a1d-a7f4-45f4-b724-364082c37c41	w	2026-11-30 13:54:58.335951+00
a487b16c-7227-4019-9b9b-bf762a873551	w	2026-11-30 13:54:58.559983+00
c14d9354-673e-4589-915b-d0398a84b1f9	w	2026-11-30 13:55:00.597246+00
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
944a22af-2292-4c58-b820-9a2b09f44039	2026-11-30	00000000-0000-0000-0000-000000000001
\.


--
-- Data for Name: encryption_keys; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.encryption_keys (version, fingerprint, vault_name, secret, created_at) FROM stdin;
1	7c8493017b60cebc	kaggle_store_generated_key_1	\N	2026-11-30 13:54:55.859133+00
\.


--
-- Data for Name: installed; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.installed (name, sha256, installed_at) FROM stdin;
20261123000000_foundation	ef5de083b934083ec8d7d5cb8bdfab5feb984d5214ed7a0fed730f65cb1009c6	2026-11-30 13:54:55.772932+00
20261123000100_types	ffdf31452f0f7df86d1beba7512dbdf63689d34bb403071815c4d57719a3be39	2026-11-30 13:54:55.793214+00
20261123000150_bounds	5751743035341b53f2aa611ba24ddc65751525a77a21ab39a559cec6c59e8524	2026-11-30 13:54:55.804887+00
20261123000200_lifecycles	fb017df54fd826647adcae012903e211b2bba8113e12ff1ba02e6d7e9a38ad47	2026-11-30 13:54:55.810017+00
20261123000250_leases	c4f64e71d56c2d229587cbe689fdfef9db9dd8cd7df2f0cf084920900d3f651c	2026-11-30 13:54:55.823323+00
20261123000300_audit_log	f34e214e2eba377a3fdafb05666cf07b9e22094224bbcc938ef7a490568b419c	2026-11-30 13:54:55.834791+00
20261123000350_members	d5468cf8da7e597265698e79b54d2725b48306138c57de768d6ba82d797333b2	2026-11-30 13:54:55.846021+00
20261123000400_secrets	a7df9a7b3b6ddaed3e849af1e1a62474a6d4ee1731a3c8a7821b99dfb5c8db32	2026-11-30 13:54:55.859133+00
20261123010100_competitions	c9ffbccdc6d3e323995c7d2fa831e1ee19fa03b1361abfa3cd8ac6d48c094dae	2026-11-30 13:54:55.875066+00
20261123010200_discovery	d7cb7e6ed8b5baf523979b2bacf3b6b7a2dc5b17b5d1d39c650de6bcb59cc032	2026-11-30 13:54:55.895332+00
20261123010300_agent_executions	02ce6261e933e6fb6be3af9d44e75cc385ef59286905a047b894d60c0c51f8f9	2026-11-30 13:54:55.89918+00
20261123010400_execution_claims	cb30b30882f578417e1d27cf5a21a8ae8ad537ba670b15e3b9654c1ea542d55b	2026-11-30 13:54:55.950359+00
20261123010500_worker_tokens	a0647a06c08ab72262e717210f495b93331604601f7c860d8bc4154d2085ae94	2026-11-30 13:54:55.96669+00
20261123020100_research_results	88ac1462f25b6fabfa05426b6004a1cb45e0e677158d00564ca9cd17c17653f6	2026-11-30 13:54:55.969343+00
20261123020200_generated_code	0be0943530036ec7437f9880806c423571a460eec7c93c1afabba6ae8cb7c3d9	2026-11-30 13:54:55.981364+00
20261123020300_execution_steps	8e2b934ace369d1405d4c3033a7d425b4537892da04cee46b2de113767a30426	2026-11-30 13:54:56.002717+00
20261123030100_gpu_sessions	81e995db9059c750704cf62b93fd45d1df0d19ed53d270e052090d5067106311	2026-11-30 13:54:56.009351+00
20261123030110_gpu_budget	7b389f1cad766b14fb878b3a2f78bdedd1b428838627079073daacf3d5086880	2026-11-30 13:54:56.030535+00
20261123030115_gpu_terminations	c6d3faa031d90f6f912083f46e4657a9f31f8f959e27be004af30da427a03f7a	2026-11-30 13:54:56.041668+00
20261123030120_ssh_credentials	549c9dfc558c704035446f8f6ef011ec89ad6ce534df136571fb288f47a1008a	2026-11-30 13:54:56.055143+00
20261123030200_training_jobs	80fd4288f9ef872f5fa6a9fb8b9d4f54b941b525ecd660ffaef4d383ea069168	2026-11-30 13:54:56.058103+00
20261123030210_training_claims	e5ac340e6324f59f2bbb937e15a0f82ce587b2cec3fbe7f57242643ac9bb1d3a	2026-11-30 13:54:56.112469+00
20261123030300_submissions	70cd1089f16c273504b524c371f64adac5b64a0c0366290ac5d4da2eded86f71	2026-11-30 13:54:56.132277+00
20261123030390_answer_schemas	d776f6e235a258a461b8eb6df6c491fd9c0e753365e03e2586fedad6d8040db8	2026-11-30 13:54:56.206968+00
20261123030400_human_interventions	153e6d2182425b272ec4b0d302bfa00ca6d2d911f1e2da7a720fea05bd44f22f	2026-11-30 13:54:56.221367+00
20261123030405_notices	6bbcb03b021beb243beddc4850b37c5fe973fd119f85561d07d81af4b53caacc	2026-11-30 13:54:56.252375+00
20261123030410_intervention_responses	e36501fb6b77e9e613f70d50dc7b3ce708c40f5b891a08854aaef4a3631150f0	2026-11-30 13:54:56.272499+00
20261123030500_deletes	cae6ba18ee330c52e6fbf537a45dd65718941ff96e9420075ce2afcbc526bf4f	2026-11-30 13:54:56.309456+00
20261123030600_artifacts	606508ad92a663ca8e8d72be3acfe82f163c6e2181decffbd2fcaf883de7674b	2026-11-30 13:54:56.313238+00
20261123040100_system_metrics	3e09244c58abf9a992a72b977671b4aaada271c11d14f8cd32c4642a7a1d9b23	2026-11-30 13:54:56.32876+00
20261123040110_training_progress	d917f8d8bd54fa17bbb11002ee23a1b161de771b2828953f869f1cb3ff3578cd	2026-11-30 13:54:56.434632+00
20261123040120_metric_buckets	e85134bbe121b98623cb74eb17ecb28d4783dd4eb33b91d113ec311b5b742478	2026-11-30 13:54:56.451073+00
20261123040130_metric_exports	77c914c3446ff00d33e650c25681e6bb3cf60b9ede2ee759982d3693db8b441c	2026-11-30 13:54:56.465103+00
20261123040200_configurations	50894284e438ae68b7508715a484408868316ac6fb7d4609744b9160244224f7	2026-11-30 13:54:56.479243+00
20261123040210_secret_settings	d5d8ca92e1e80cf13b6dcf18923c0763c9219438278480928a8f97705efa834a	2026-11-30 13:54:56.489682+00
20261123050100_dashboards	d3f26181e77cc0fb3f8caafe530dcdbc39cc1527e9a9cbb232ff14f88c5c237c	2026-11-30 13:54:56.518958+00
20261123050150_costs_and_scores	9f936859d45716ffaf2e56d441653f7b4956d2df07ba16be20ac05856feca9eb	2026-11-30 13:54:56.533472+00
20261123050160_code_tree	bf98ab5de5e643a8feccc37200d75de861e589066aadd986536079ce32086164	2026-11-30 13:54:56.58016+00
20261123050170_recent_executions	2d6225d194463d69f88380d5a89a78a191d4f91655bb1e7051fb749a0a108442	2026-11-30 13:54:56.593826+00
20261123050200_execution_summary	dbe2ec9d768df74adbf62e59fc58fa42986bfe687e53157f2b6a4c0a32878d27	2026-11-30 13:54:56.597262+00
20261123050300_upkeep	80a4b567f199e948479c8055f9ddad586be5f0ee4267e35183bd277f46204c34	2026-11-30 13:54:56.636605+00
20261123050305_deliveries	d3587da90045ccbc1eff09fee5a53aa34323d822453735130ffd6cf3a83f4291	2026-11-30 13:54:56.678412+00
20261123050310_archive	87a1083bb344a626398cf6eda73a87e7a823aae40eeddd406ce52ae40e78a683	2026-11-30 13:54:56.720336+00
20261123050320_upkeep_runs	c98b449421f5535c84e85dc8251860e1735cec037580cf49c71fcde793c2d618	2026-11-30 13:54:56.770013+00
20261123050350_integrity	66155556d5af989c860981b154e3c3e5b423a385e9b858e27246f03319fee491	2026-11-30 13:54:56.802307+00
20261123050360_health	2463a0e8508f544ae0a2e982819e3c6d46fbab339ad3ea18258ae89af4630bcd	2026-11-30 13:54:56.816195+00
20261123050365_noticing	ca7229bcf917d62b046c6702db1ff8edf88a6e2e6cae2138552174eb35321036	2026-11-30 13:54:56.84321+00
20261123050367_page_reads	389052be8c631dba59a94b6ffdc92131bb7103b7a2a7ed4324e1a189db9cef5a	2026-11-30 13:54:56.916149+00
20261123050370_access	c2a42b16e8ac0b994c4ec2a10d6e0943ad79e4fd92c3bdd786b64dc6cbca2e8d	2026-11-30 13:54:56.97039+00
20261123050400_schedule	87e5547787c7eeb40be9107c194741a35213d8b1aecd149b7b9635723c1a3969	2026-11-30 13:54:57.011064+00
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
e607ccbc-5471-4940-ba92-7a282f7eff0f	1	2026-11-30 13:54:59.039313+00
\.


--
-- Data for Name: members; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.members (id, is_admin, added_by, added_at) FROM stdin;
a3dbb48a-e97a-4578-acc6-2d52de99e6a6	f	me	2026-11-30 13:54:58.195335+00
\.


--
-- Data for Name: metric_exports; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.metric_exports (month, pending_id, export_id, uri, row_count, manifest_sha256, exported_at, dropped_at) FROM stdin;
2024-01-01	aa24ceb2-97f2-4676-ab26-59f3567a8596	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: readings; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.readings (ticket, table_name, row_id, reader, asked_at, asked_in) FROM stdin;
6358d124-3db6-4059-8d54-0b9f5956e2d9	configurations	e12ef705-e0b7-40f5-82f0-1a16986bc950	postgres	2026-11-30 13:54:58.183583+00	872
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
f477c1b0-9e1b-4009-ac46-4e6201492a89	c2	Competition 2	\N	other	\N	\N	\N	2026-12-02 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
944a22af-2292-4c58-b820-9a2b09f44039	c3	Competition 3	\N	other	\N	\N	\N	2026-12-03 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
b889a2d8-ff49-4e29-a03e-1a7fe3a972ad	c4	Competition 4	\N	other	\N	\N	\N	2026-12-04 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
0672e2b9-3071-4ee6-8f8e-8de41764db09	c5	Competition 5	\N	other	\N	\N	\N	2026-12-05 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
e4b08d19-3912-4960-8477-8f38f3161943	c6	Competition 6	\N	other	\N	\N	\N	2026-12-06 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
be1b5c81-6f1c-4b32-9984-69338863aee4	c7	Competition 7	\N	other	\N	\N	\N	2026-12-07 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
2559d054-2f3d-4167-9611-fb8e81c0dfa0	c8	Competition 8	\N	other	\N	\N	\N	2026-12-08 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
6548747b-296e-4d2b-ad58-5d55428e6600	c9	Competition 9	\N	other	\N	\N	\N	2026-12-09 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
c43c66ee-21c6-4e5d-9f86-f71268ba81ff	c10	Competition 10	\N	other	\N	\N	\N	2026-12-10 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
0d856a8e-e7db-457f-898f-35b53659230c	c11	Competition 11	\N	other	\N	\N	\N	2026-12-11 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
6cb5e9a4-6fba-41d0-95d1-628b49c9f880	c12	Competition 12	\N	other	\N	\N	\N	2026-12-12 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
96a1f34e-4803-4b34-9215-ecae3b9e3bc6	c13	Competition 13	\N	other	\N	\N	\N	2026-12-13 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
f51d9b24-7ffe-49fc-8bf7-b5834ee8603c	c14	Competition 14	\N	other	\N	\N	\N	2026-12-14 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
0a692356-6557-485f-a7b8-24c0d69c17ab	c15	Competition 15	\N	other	\N	\N	\N	2026-12-15 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
dd8f5f7d-c38d-4592-8f3c-9a4cfbe90500	c16	Competition 16	\N	other	\N	\N	\N	2026-12-16 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
8e9c7303-c48d-4389-a6a4-9e30a60083e0	c17	Competition 17	\N	other	\N	\N	\N	2026-12-17 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
df298561-9297-4a29-a0cc-e3e17a712725	c18	Competition 18	\N	other	\N	\N	\N	2026-12-18 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
376cbb10-4072-41f4-b6ab-f76f7ed3fcaf	c19	Competition 19	\N	other	\N	\N	\N	2026-12-19 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
dd40c197-57cc-4084-9ed7-7fa317d051d0	c20	Competition 20	\N	other	\N	\N	\N	2026-12-20 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	maximize	f	{}	inferred
9bc18d62-01a4-4970-83a1-8502feb2494f	c1	Competition 1	\N	other	\N	\N	\N	2026-12-01 13:54:58.208173+00	Accuracy	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:58.208173+00	2026-11-30 13:54:58.208173+00	minimize	f	{}	given
01a22cbc-c9ae-7707-a608-30d78b470a36	titanic	Tita\tnic\\.\n\\N 🚢	\N	other	\N	\N	\N	2026-12-31 23:59:59+00	\N	\N	\N	\N	\N	f	\N	\N	\N	2026-11-30 13:54:59.666367+00	2026-11-30 13:54:59.666367+00	maximize	t	{}	given
\.


--
-- Data for Name: agent_executions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.agent_executions (id, competition_id, execution_name, status, priority, gpu_budget_dollars, gpu_budget_consumed, target_submission_hours, current_step, error_message, human_intervention_required, human_intervention_reason, started_at, completed_at, created_at, updated_at, source_record, resume_status, available_at, attempts, max_attempts, worker, lease_id, lease_expires_at, lease_end, resume_reason, review_is_manual, round) FROM stdin;
1e2e3bea-64df-47ad-953b-8eba608e5f24	9bc18d62-01a4-4970-83a1-8502feb2494f	run of c1	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
096d4c8d-6f6f-4e73-aa7b-f361fdf73733	f477c1b0-9e1b-4009-ac46-4e6201492a89	run of c2	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	1	3	w	74eb6a1d-a7f4-45f4-b724-364082c37c41	2026-12-01 13:54:58.335951+00	\N	fresh	\N	1
a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	c43c66ee-21c6-4e5d-9f86-f71268ba81ff	run of c10	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	0d856a8e-e7db-457f-898f-35b53659230c	run of c11	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
4e1ac4e8-388e-48fc-8d3d-787bed9859ce	96a1f34e-4803-4b34-9215-ecae3b9e3bc6	run of c13	data_acquisition	0	0.150000	0.000100	24	1	\N	f	\N	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-c6b9-7a76-b050-38ffd08d10da	0672e2b9-3071-4ee6-8f8e-8de41764db09	old 1	cancelled	0	0.150000	0.000000	24	1	\N	f	\N	2023-01-02 00:00:00+00	2023-01-02 00:00:00+00	2023-01-01 00:00:00+00	2026-11-30 13:54:58.872676+00	{}	\N	2026-11-30 13:54:58.872676+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-cb46-712d-a04b-87434eb47358	01a22cbc-c9ae-7707-a608-30d78b470a36	first	human_review	0	100.000000	0.000000	24	1	\N	t	?	\N	\N	2026-11-30 13:55:00.076582+00	2026-11-30 13:55:01.485082+00	{}	pending	2026-11-30 13:55:00.657237+00	0	3	w	c14d9354-673e-4589-915b-d0398a84b1f9	\N	released	fresh	f	1
01a22cbc-d1db-7852-a338-7a5f1e502f3b	01a22cbc-c9ae-7707-a608-30d78b470a36	execution pending	pending	0	0.150000	0.000000	24	1	\N	f	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-d1e1-74ad-934c-b0fa0f4d3b63	01a22cbc-c9ae-7707-a608-30d78b470a36	execution data_acquisition	data_acquisition	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 13:55:01.707853+00	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-d1e1-7a8f-8a73-28597b9ced65	01a22cbc-c9ae-7707-a608-30d78b470a36	execution research	research	0	0.150000	0.000000	24	2	\N	f	\N	2026-11-30 13:55:01.707853+00	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-d1e4-7dc6-a256-365d56e8cb41	01a22cbc-c9ae-7707-a608-30d78b470a36	execution code_generation	code_generation	0	0.150000	0.000000	24	3	\N	f	\N	2026-11-30 13:55:01.707853+00	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
74263f88-28e5-4793-8b0d-1b9c5bf54b7c	944a22af-2292-4c58-b820-9a2b09f44039	run of c3	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.616448+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
2b44020b-576c-45a1-9d51-5e0ffca39e58	b889a2d8-ff49-4e29-a03e-1a7fe3a972ad	run of c4	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.616448+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
f3eaa211-5695-4143-8f2f-1763ca2965e4	0672e2b9-3071-4ee6-8f8e-8de41764db09	run of c5	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.616448+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	e4b08d19-3912-4960-8477-8f38f3161943	run of c6	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.616448+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
8eb388b6-cbf3-44d0-acd1-ad31cb179b05	be1b5c81-6f1c-4b32-9984-69338863aee4	run of c7	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.616448+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
f2c3c81e-e063-4650-bd67-23d3f9319a42	2559d054-2f3d-4167-9611-fb8e81c0dfa0	run of c8	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.616448+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
d56d4ae3-77ad-4525-b27c-656d66c92d44	6548747b-296e-4d2b-ad58-5d55428e6600	run of c9	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.616448+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
b5f21da1-3ea6-47c3-baf1-291a9e07da36	dd40c197-57cc-4084-9ed7-7fa317d051d0	run of c20	pending	0	0.150000	0.000100	24	1	\N	f	\N	\N	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.616448+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-d1e5-7ce2-b14b-e99a9619d3d8	01a22cbc-c9ae-7707-a608-30d78b470a36	execution human_review	human_review	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 13:55:01.707853+00	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	training	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	01a22cbc-c9ae-7707-a608-30d78b470a36	execution submission	submission	0	0.150000	0.000000	24	6	\N	f	\N	2026-11-30 13:55:01.707853+00	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
479ec44c-8407-4271-af17-d7058a827df2	6cb5e9a4-6fba-41d0-95d1-628b49c9f880	run of c12	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-d1e6-7d82-ba90-8acef3e2b686	01a22cbc-c9ae-7707-a608-30d78b470a36	execution completed	completed	0	0.150000	0.000000	24	10	\N	f	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
7481fe3f-665a-48e8-8968-5777fae40f57	f51d9b24-7ffe-49fc-8bf7-b5834ee8603c	run of c14	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
710eb7de-1658-45e9-95d8-1b8a4d8bf423	0a692356-6557-485f-a7b8-24c0d69c17ab	run of c15	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
98de1779-45e2-4aab-a953-166c7a2d2b78	dd8f5f7d-c38d-4592-8f3c-9a4cfbe90500	run of c16	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
768e9557-7265-46cc-b366-0c07729571e6	8e9c7303-c48d-4389-a6a4-9e30a60083e0	run of c17	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
382e690c-a655-4b1b-a48c-c8a73e95c8ec	df298561-9297-4a29-a0cc-e3e17a712725	run of c18	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
951f6bff-e58f-44c6-8147-dca670c4b8e1	376cbb10-4072-41f4-b6ab-f76f7ed3fcaf	run of c19	data_acquisition	0	0.150000	0.000100	24	1	\N	t	t	2026-11-30 13:54:58.260161+00	\N	2026-11-30 13:54:58.260161+00	2026-11-30 13:54:58.678926+00	{"from": "elsewhere"}	\N	2026-11-30 13:54:58.260161+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-d1e6-700f-b431-ffd45c5f4d20	01a22cbc-c9ae-7707-a608-30d78b470a36	execution failed	failed	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-d1e6-7d5f-8a63-3a65c4b6de44	01a22cbc-c9ae-7707-a608-30d78b470a36	execution cancelled	cancelled	0	0.150000	0.000000	24	1	\N	f	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
01a22cbc-d1e5-724c-b160-9d7ba0c5268d	01a22cbc-c9ae-7707-a608-30d78b470a36	execution training	training	0	0.150000	0.000000	24	4	\N	f	\N	2026-11-30 13:55:01.707853+00	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh	\N	1
\.


--
-- Data for Name: restored_executions; Type: TABLE DATA; Schema: kaggle_store; Owner: postgres
--

COPY kaggle_store.restored_executions (execution_id, restored_at) FROM stdin;
01a22cbc-c6b9-7a76-b050-38ffd08d10da	2026-11-30 13:54:58.872676+00
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
overdue_interventions	00:01:00	* * * * *	2026-11-30 13:54:56.770013+00
gpu_sessions	00:01:00	* * * * *	2026-11-30 13:54:56.770013+00
leftovers	00:10:00	5-59/10 * * * *	2026-11-30 13:54:56.770013+00
metric_partitions	1 day	10 0 * * *	2026-11-30 13:54:56.770013+00
metrics_retention	01:00:00	20 * * * *	2026-11-30 13:54:56.770013+00
archive	01:00:00	3-59/10 * * * *	2026-11-30 13:54:56.770013+00
execution_summary	01:00:00	30 * * * *	2026-11-30 13:54:56.770013+00
notices	00:01:00	* * * * *	2026-11-30 13:54:56.770013+00
health_notices	00:10:00	7-59/10 * * * *	2026-11-30 13:54:56.770013+00
integrity_notices	01:00:00	9-59/10 * * * *	2026-11-30 13:54:56.770013+00
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
01a22cbc-c4bc-78cc-ac65-b4ec482cd581	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4be-7dab-b16d-87b47d4c080c	2b44020b-576c-45a1-9d51-5e0ffca39e58	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4be-7658-9b9d-cb1f34c97184	f3eaa211-5695-4143-8f2f-1763ca2965e4	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4be-7927-be91-5ee4c74c94c9	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4be-7254-8f53-bb29a73b2471	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4be-7793-8e0d-7c729c060882	f2c3c81e-e063-4650-bd67-23d3f9319a42	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-7618-8587-28b963b241d0	d56d4ae3-77ad-4525-b27c-656d66c92d44	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-7573-83d9-7d327f291120	b5f21da1-3ea6-47c3-baf1-291a9e07da36	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-790f-9f02-7bf1f38c3c87	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-754a-af59-d255662a4ec5	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-7309-bb29-d6bc49f0b7cc	479ec44c-8407-4271-af17-d7058a827df2	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-7679-ba42-09db8449377a	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-7000-8993-98ea50d91ffb	7481fe3f-665a-48e8-8968-5777fae40f57	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-79c1-94d1-c6101d102833	710eb7de-1658-45e9-95d8-1b8a4d8bf423	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-7758-8299-5d80b5a2a859	98de1779-45e2-4aab-a953-166c7a2d2b78	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-7cae-82a0-f30e144dde4b	768e9557-7265-46cc-b366-0c07729571e6	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4bf-7ecd-bbab-1d68eabc74ad	382e690c-a655-4b1b-a48c-c8a73e95c8ec	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4c0-761c-a063-feea568f6226	951f6bff-e58f-44c6-8147-dca670c4b8e1	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4c0-78eb-a5cf-b08d57ed1b57	1e2e3bea-64df-47ad-953b-8eba608e5f24	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-c4c0-77d7-9f26-dabe1b1221ab	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	training	train.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	t	\N	\N	\N	2026-11-30 13:54:58.362859+00	2026-11-30 13:54:58.362859+00	{}	d74ff0ee8da3b9806b18c877dbf29bbde50b5bd8e4dad7a3a725000feb82e8f1	postgres	\N	\N
01a22cbc-cbe1-744c-b89f-32b0eab4f880	01a22cbc-cb46-712d-a04b-87434eb47358	training	a.py	\N	pass\n\tx = 1\n	python	\N	\N	\N	\N	f	pending	\N	f	\N	\N	\N	2026-11-30 13:55:00.213838+00	2026-11-30 13:55:00.213838+00	{}	\N	\N	\N	\N
00000000-0000-0000-0000-000000000001	01a22cbc-cb46-712d-a04b-87434eb47358	training	b.py	\N	pass	python	\N	\N	\N	\N	f	pending	\N	f	\N	\N	\N	2026-11-30 13:55:00.2375+00	2026-11-30 13:55:00.2375+00	{}	\N	\N	01a22cbc-cbe1-744c-b89f-32b0eab4f880	debug
\.


--
-- Data for Name: gpu_sessions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.gpu_sessions (id, execution_id, provider, instance_id, instance_type, gpu_count, memory_gb, storage_gb, hourly_rate_dollars, region, status, provisioned_at, terminated_at, total_runtime_minutes, total_cost_dollars, cost_limit_dollars, auto_terminate_at, ssh_connection_info, error_message, created_at, updated_at, source_record, last_heartbeat_at, gpu_utilization_percent, terminate_requested, terminate_reason, reserved_dollars, billed_dollars) FROM stdin;
01a22cbc-c507-7c7f-8943-f219b15a4124	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c50e-7706-948a-ef44e86d331c	2b44020b-576c-45a1-9d51-5e0ffca39e58	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c50f-786a-be0e-b2c28d6ca6ef	f3eaa211-5695-4143-8f2f-1763ca2965e4	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c50f-78b4-8972-58ccc4f96bdc	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c50f-7bd5-8944-2ac2db08880a	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c510-7e3d-a7e7-700e01c6269b	f2c3c81e-e063-4650-bd67-23d3f9319a42	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c510-707b-a180-b399b9a10dbc	d56d4ae3-77ad-4525-b27c-656d66c92d44	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c510-75ad-b9e5-ec58f41c092c	b5f21da1-3ea6-47c3-baf1-291a9e07da36	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c511-7bf3-89a6-ffa1989557d0	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c511-7508-a14f-e2e8cc23f1e7	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c511-7452-ae7a-5aed7ef48c02	479ec44c-8407-4271-af17-d7058a827df2	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c511-7b6d-aa5e-b3f9e00a8840	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c511-7f13-9dd5-fd337e3c484a	7481fe3f-665a-48e8-8968-5777fae40f57	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c511-7f34-89b2-431efeae5d18	710eb7de-1658-45e9-95d8-1b8a4d8bf423	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c512-715d-a251-ea0c9ab307d5	98de1779-45e2-4aab-a953-166c7a2d2b78	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c512-7fbf-96cd-b040b81de72a	768e9557-7265-46cc-b366-0c07729571e6	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c512-7b85-b2bc-a6b0c1574fd4	382e690c-a655-4b1b-a48c-c8a73e95c8ec	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c512-7f86-b81d-c975447ed41e	951f6bff-e58f-44c6-8147-dca670c4b8e1	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c512-7272-8249-cc241c064c5e	1e2e3bea-64df-47ad-953b-8eba608e5f24	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-c512-7c0d-885d-cf701f66cba1	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	vast_ai	\N	A100	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000100	0.150000	\N	\N	\N	2026-11-30 13:54:58.437895+00	2026-11-30 13:54:58.437895+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-cdd7-7aff-9169-6c846be28b20	01a22cbc-cb46-712d-a04b-87434eb47358	vast_ai	\N	A100	1	\N	\N	2.000000	\N	provisioning	\N	\N	0.000000	0.000000	100.000000	\N	"v1:ww0ECQMCZZcDDrNVqVIA0mcBuef79NDYOr6mXaOw1Xobsoz60bEM7cSyE4vZXXV6g18/FsOtneTmTvMlh5L2JLoLeBEDkQCl1odPd8rOYDNar1CkCS/GTbFJ1FfXY/SqE32MS/4hm9N/H80T8Tz9+OpUc/bMZrER"	\N	2026-11-30 13:55:00.711275+00	2026-11-30 13:55:00.762382+00	{}	\N	\N	t	requested	100.000000	\N
01a22cbc-d227-766c-a692-fbb82e1c090c	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	vast_ai	\N	session provisioning	1	\N	\N	\N	\N	provisioning	\N	\N	0.000000	0.000000	0.150000	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	\N	f	\N	0.150000	\N
01a22cbc-d22c-7069-9db3-126508beafd1	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	vast_ai	\N	session running	1	\N	\N	\N	\N	running	2026-11-30 13:55:01.707853+00	\N	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	2026-11-30 13:55:01.707853+00	\N	f	\N	\N	\N
01a22cbc-d22d-7f23-9108-d62e5701ce5a	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	vast_ai	\N	session idle	1	\N	\N	\N	\N	idle	2026-11-30 13:55:01.707853+00	\N	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	2026-11-30 13:55:01.707853+00	\N	f	\N	\N	\N
01a22cbc-d22d-795c-a390-5cffce83ae6d	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	vast_ai	\N	session terminated	1	\N	\N	\N	\N	terminated	\N	2026-11-30 13:55:01.707853+00	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	\N	f	\N	\N	\N
01a22cbc-d22d-7821-b4f8-ce6cb0479600	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	vast_ai	\N	session failed	1	\N	\N	\N	\N	failed	\N	2026-11-30 13:55:01.707853+00	0.000000	0.000000	\N	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	\N	f	\N	\N	\N
\.


--
-- Data for Name: training_jobs; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.training_jobs (id, execution_id, gpu_session_id, code_id, job_name, model_type, hyperparameters, dataset_split, status, started_at, completed_at, runtime_minutes, peak_memory_gb, gpu_utilization_percent, best_validation_score, final_test_score, model_artifacts_path, logs_path, metrics, early_stopping_epoch, total_epochs, error_message, created_at, updated_at, source_record, priority, progress, current_epoch, available_at, attempts, max_attempts, worker, lease_id, lease_expires_at, lease_end, resume_reason) FROM stdin;
01a22cbc-c55b-7a83-bd80-270257d628f1	2b44020b-576c-45a1-9d51-5e0ffca39e58	\N	01a22cbc-c4be-7dab-b16d-87b47d4c080c	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55c-7bb0-9089-5b397cfd165f	f3eaa211-5695-4143-8f2f-1763ca2965e4	\N	01a22cbc-c4be-7658-9b9d-cb1f34c97184	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55c-7d8a-b4e5-10b72f813aef	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	\N	01a22cbc-c4be-7927-be91-5ee4c74c94c9	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55d-724f-9e71-3869d42e6954	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	\N	01a22cbc-c4be-7254-8f53-bb29a73b2471	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55d-7c22-a407-06f92d5aa891	f2c3c81e-e063-4650-bd67-23d3f9319a42	\N	01a22cbc-c4be-7793-8e0d-7c729c060882	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55d-7505-b580-4379440cc355	d56d4ae3-77ad-4525-b27c-656d66c92d44	\N	01a22cbc-c4bf-7618-8587-28b963b241d0	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55d-7aa7-80be-5ffae6326b66	b5f21da1-3ea6-47c3-baf1-291a9e07da36	\N	01a22cbc-c4bf-7573-83d9-7d327f291120	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55d-7ccc-ae24-e1bd45463fe4	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	\N	01a22cbc-c4bf-790f-9f02-7bf1f38c3c87	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55e-7b90-8b2b-421edace2b2f	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	\N	01a22cbc-c4bf-754a-af59-d255662a4ec5	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55e-7bc8-b0b5-437f3f51b436	479ec44c-8407-4271-af17-d7058a827df2	\N	01a22cbc-c4bf-7309-bb29-d6bc49f0b7cc	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55e-7bb0-b2f8-b23ed5c42bee	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	\N	01a22cbc-c4bf-7679-ba42-09db8449377a	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55e-7160-bcd8-807c822a8544	7481fe3f-665a-48e8-8968-5777fae40f57	\N	01a22cbc-c4bf-7000-8993-98ea50d91ffb	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55e-7580-8999-4b1f498f6f10	710eb7de-1658-45e9-95d8-1b8a4d8bf423	\N	01a22cbc-c4bf-79c1-94d1-c6101d102833	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55f-706e-8c87-6201257a222d	98de1779-45e2-4aab-a953-166c7a2d2b78	\N	01a22cbc-c4bf-7758-8299-5d80b5a2a859	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55f-75a9-9010-5b7af03c298c	768e9557-7265-46cc-b366-0c07729571e6	\N	01a22cbc-c4bf-7cae-82a0-f30e144dde4b	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55f-7a8f-8998-b4d7cc00572e	382e690c-a655-4b1b-a48c-c8a73e95c8ec	\N	01a22cbc-c4bf-7ecd-bbab-1d68eabc74ad	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55f-7ef1-ad1e-712a478b0cff	951f6bff-e58f-44c6-8147-dca670c4b8e1	\N	01a22cbc-c4c0-761c-a063-feea568f6226	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55f-78c9-b734-8a1b0955053d	1e2e3bea-64df-47ad-953b-8eba608e5f24	\N	01a22cbc-c4c0-78eb-a5cf-b08d57ed1b57	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c55f-7baa-b0ed-9a934fe3c9fe	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	\N	01a22cbc-c4c0-77d7-9f26-dabe1b1221ab	job	\N	{"learning_rate": 0.1}	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.520665+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-c559-727d-a10a-c8e39f537840	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	\N	01a22cbc-c4bc-78cc-ac65-b4ec482cd581	job	\N	{"learning_rate": 0.1}	\N	running	2026-11-30 13:54:58.559983+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.520665+00	2026-11-30 13:54:58.559983+00	{}	0	\N	\N	2026-11-30 13:54:58.520665+00	1	3	w	a487b16c-7227-4019-9b9b-bf762a873551	2026-12-01 13:54:58.559983+00	\N	fresh
01a22cbc-ce97-72a4-ac2d-c6a46c4bf924	01a22cbc-cb46-712d-a04b-87434eb47358	\N	01a22cbc-cbe1-744c-b89f-32b0eab4f880	job	\N	\N	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:55:00.900677+00	2026-11-30 13:55:00.900677+00	{}	0	\N	\N	2026-11-30 13:55:00.900677+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-d203-74e2-a8f1-5c9a70a73bdf	01a22cbc-cb46-712d-a04b-87434eb47358	\N	00000000-0000-0000-0000-000000000001	job queued	\N	\N	\N	queued	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	0	\N	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-d204-711c-81d4-14648ac9f27a	01a22cbc-cb46-712d-a04b-87434eb47358	\N	00000000-0000-0000-0000-000000000001	job running	\N	\N	\N	running	2026-11-30 13:55:01.707853+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	0	\N	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-d20d-736f-841f-9c2f4fb9e8c9	01a22cbc-cb46-712d-a04b-87434eb47358	\N	00000000-0000-0000-0000-000000000001	job completed	\N	\N	\N	completed	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	0	\N	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-d20d-7390-8bdc-01a9c8849a43	01a22cbc-cb46-712d-a04b-87434eb47358	\N	00000000-0000-0000-0000-000000000001	job failed	\N	\N	\N	failed	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	0	\N	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh
01a22cbc-d20e-7450-a079-71ee3e431e0e	01a22cbc-cb46-712d-a04b-87434eb47358	\N	00000000-0000-0000-0000-000000000001	job cancelled	\N	\N	\N	cancelled	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	0	\N	\N	2026-11-30 13:55:01.707853+00	0	3	\N	\N	\N	\N	fresh
\.


--
-- Data for Name: submissions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.submissions (id, execution_id, training_job_id, submission_file_path, description, kaggle_submission_id, public_score, private_score, public_rank, private_rank, total_participants, submission_status, submitted_at, scored_at, error_message, created_at, updated_at, source_record, file_sha256, allow_duplicate, slot_day, competition_id) FROM stdin;
01a22cbc-c58c-7325-82a2-dca5706d8284	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	944a22af-2292-4c58-b820-9a2b09f44039
01a22cbc-c58f-7cfa-8260-cd013101076b	2b44020b-576c-45a1-9d51-5e0ffca39e58	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	b889a2d8-ff49-4e29-a03e-1a7fe3a972ad
01a22cbc-c58f-7ea0-bdac-eb759e18cb7f	f3eaa211-5695-4143-8f2f-1763ca2965e4	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	0672e2b9-3071-4ee6-8f8e-8de41764db09
01a22cbc-c58f-7758-9fbe-cc666ab83a0b	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	e4b08d19-3912-4960-8477-8f38f3161943
01a22cbc-c590-7638-9dff-227f565646ac	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	be1b5c81-6f1c-4b32-9984-69338863aee4
01a22cbc-c594-7b57-9377-9f75890172b3	f2c3c81e-e063-4650-bd67-23d3f9319a42	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	2559d054-2f3d-4167-9611-fb8e81c0dfa0
01a22cbc-c595-7035-9b75-14404d0b9e8f	d56d4ae3-77ad-4525-b27c-656d66c92d44	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	6548747b-296e-4d2b-ad58-5d55428e6600
01a22cbc-c595-745d-862b-36a9a39363bf	b5f21da1-3ea6-47c3-baf1-291a9e07da36	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	dd40c197-57cc-4084-9ed7-7fa317d051d0
01a22cbc-c595-7360-9d44-a8d05c22d012	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	c43c66ee-21c6-4e5d-9f86-f71268ba81ff
01a22cbc-c595-7352-855d-63730438847a	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	0d856a8e-e7db-457f-898f-35b53659230c
01a22cbc-c595-72b4-9bbf-d468dab4fcb7	479ec44c-8407-4271-af17-d7058a827df2	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	6cb5e9a4-6fba-41d0-95d1-628b49c9f880
01a22cbc-c595-77b2-aa4e-fe963d5b849b	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	96a1f34e-4803-4b34-9215-ecae3b9e3bc6
01a22cbc-c596-738f-9072-616fccd713d8	7481fe3f-665a-48e8-8968-5777fae40f57	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	f51d9b24-7ffe-49fc-8bf7-b5834ee8603c
01a22cbc-c596-7e2a-93e5-4ebaaa80d3c7	710eb7de-1658-45e9-95d8-1b8a4d8bf423	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	0a692356-6557-485f-a7b8-24c0d69c17ab
01a22cbc-c596-7fb9-9a5f-ecb5e4eaa873	98de1779-45e2-4aab-a953-166c7a2d2b78	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	dd8f5f7d-c38d-4592-8f3c-9a4cfbe90500
01a22cbc-c596-7487-a94a-88ed89c5f140	768e9557-7265-46cc-b366-0c07729571e6	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	8e9c7303-c48d-4389-a6a4-9e30a60083e0
01a22cbc-c596-7e97-b881-a306ddaebebd	382e690c-a655-4b1b-a48c-c8a73e95c8ec	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	df298561-9297-4a29-a0cc-e3e17a712725
01a22cbc-c596-752d-864c-79714849f5b4	951f6bff-e58f-44c6-8147-dca670c4b8e1	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	376cbb10-4072-41f4-b6ab-f76f7ed3fcaf
01a22cbc-c597-7237-9255-fc4e572f48cc	1e2e3bea-64df-47ad-953b-8eba608e5f24	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	9bc18d62-01a4-4970-83a1-8502feb2494f
01a22cbc-c597-7180-8c48-57959d573551	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	\N	s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:54:58.571935+00	2026-11-30 13:54:58.571935+00	{}	\N	f	2026-11-30	f477c1b0-9e1b-4009-ac46-4e6201492a89
01a22cbc-d061-7ead-8a12-0d04766054ae	01a22cbc-cb46-712d-a04b-87434eb47358	\N	out/s.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:55:01.380952+00	2026-11-30 13:55:01.380952+00	{}	\N	f	2026-11-30	01a22cbc-c9ae-7707-a608-30d78b470a36
01a22cbc-d219-7aac-9e07-c88cd9709491	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	\N	submission pending.csv	\N	\N	\N	\N	\N	\N	\N	pending	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	f	2026-11-30	01a22cbc-c9ae-7707-a608-30d78b470a36
01a22cbc-d21a-71b4-840d-8d8d111fa478	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	\N	submission submitted.csv	\N	\N	\N	\N	\N	\N	\N	submitted	2026-11-30 13:55:01.707853+00	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	f	\N	01a22cbc-c9ae-7707-a608-30d78b470a36
01a22cbc-d21a-7b9a-af62-ee684bcd42f4	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	\N	submission scored.csv	\N	\N	0.5	\N	\N	\N	\N	scored	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	f	\N	01a22cbc-c9ae-7707-a608-30d78b470a36
01a22cbc-d21a-72a7-b641-356c1d2c7511	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	\N	submission failed.csv	\N	\N	\N	\N	\N	\N	\N	failed	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	f	\N	01a22cbc-c9ae-7707-a608-30d78b470a36
01a22cbc-d21a-75b9-805b-f1f094c4d41e	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	\N	submission disqualified.csv	\N	\N	0.5	\N	\N	\N	\N	disqualified	2026-11-30 13:55:01.707853+00	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	f	\N	01a22cbc-c9ae-7707-a608-30d78b470a36
01a22cbc-d21b-7155-b54e-ca79ad218d5c	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	\N	submission unknown.csv	\N	\N	\N	\N	\N	\N	\N	unknown	\N	\N	\N	2026-11-30 13:55:01.707853+00	2026-11-30 13:55:01.707853+00	{}	\N	f	\N	01a22cbc-c9ae-7707-a608-30d78b470a36
\.


--
-- Data for Name: artifacts; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.artifacts (id, execution_id, training_job_id, submission_id, code_id, kind, name, uri, sha256, size_bytes, created_at, created_by) FROM stdin;
01a22cbc-c68a-7070-bbee-1ceb7144f103	1e2e3bea-64df-47ad-953b-8eba608e5f24	\N	\N	\N	model	model.bin	file:///artifacts/1e2e3bea-64df-47ad-953b-8eba608e5f24/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c68b-756d-9b66-5f1c40d54b8c	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	\N	\N	\N	model	model.bin	file:///artifacts/096d4c8d-6f6f-4e73-aa7b-f361fdf73733/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c68b-72d8-afe2-81df185e32fc	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	\N	\N	\N	model	model.bin	file:///artifacts/a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c68c-734b-8f98-272d71233f50	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	\N	\N	\N	model	model.bin	file:///artifacts/3ea1e379-6c34-40d4-91e8-aa5716b8c9b1/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c68c-7bc5-b74a-802ca8089f3d	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	\N	\N	\N	model	model.bin	file:///artifacts/4e1ac4e8-388e-48fc-8d3d-787bed9859ce/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c68c-76dc-aea9-831936c2d6fc	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	\N	\N	\N	model	model.bin	file:///artifacts/74263f88-28e5-4793-8b0d-1b9c5bf54b7c/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c68f-7d68-88a5-a811e2bcc7b5	2b44020b-576c-45a1-9d51-5e0ffca39e58	\N	\N	\N	model	model.bin	file:///artifacts/2b44020b-576c-45a1-9d51-5e0ffca39e58/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c68f-7e1c-9ebf-4ea943fe105b	f3eaa211-5695-4143-8f2f-1763ca2965e4	\N	\N	\N	model	model.bin	file:///artifacts/f3eaa211-5695-4143-8f2f-1763ca2965e4/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c690-75a9-917e-fedf82d4c459	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	\N	\N	\N	model	model.bin	file:///artifacts/b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c690-7c5e-8866-317581e7c7ed	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	\N	\N	\N	model	model.bin	file:///artifacts/8eb388b6-cbf3-44d0-acd1-ad31cb179b05/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c690-78f8-a28a-af6a3aab469b	f2c3c81e-e063-4650-bd67-23d3f9319a42	\N	\N	\N	model	model.bin	file:///artifacts/f2c3c81e-e063-4650-bd67-23d3f9319a42/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c690-7b23-8f4b-614091056662	d56d4ae3-77ad-4525-b27c-656d66c92d44	\N	\N	\N	model	model.bin	file:///artifacts/d56d4ae3-77ad-4525-b27c-656d66c92d44/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c690-7ca3-8670-f336f09cdfdb	b5f21da1-3ea6-47c3-baf1-291a9e07da36	\N	\N	\N	model	model.bin	file:///artifacts/b5f21da1-3ea6-47c3-baf1-291a9e07da36/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c690-7e95-93aa-9f23b08b6c72	479ec44c-8407-4271-af17-d7058a827df2	\N	\N	\N	model	model.bin	file:///artifacts/479ec44c-8407-4271-af17-d7058a827df2/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c690-7f02-a918-16901640f4c8	7481fe3f-665a-48e8-8968-5777fae40f57	\N	\N	\N	model	model.bin	file:///artifacts/7481fe3f-665a-48e8-8968-5777fae40f57/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c690-7046-ab09-1d3604dc2cc6	710eb7de-1658-45e9-95d8-1b8a4d8bf423	\N	\N	\N	model	model.bin	file:///artifacts/710eb7de-1658-45e9-95d8-1b8a4d8bf423/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c691-7a69-9525-621e5f6e654c	98de1779-45e2-4aab-a953-166c7a2d2b78	\N	\N	\N	model	model.bin	file:///artifacts/98de1779-45e2-4aab-a953-166c7a2d2b78/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c691-7a04-b0bf-1c892c518716	768e9557-7265-46cc-b366-0c07729571e6	\N	\N	\N	model	model.bin	file:///artifacts/768e9557-7265-46cc-b366-0c07729571e6/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c691-7857-8990-cd1af88753b5	382e690c-a655-4b1b-a48c-c8a73e95c8ec	\N	\N	\N	model	model.bin	file:///artifacts/382e690c-a655-4b1b-a48c-c8a73e95c8ec/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-c691-7ab3-a316-e80c0ccf51f2	951f6bff-e58f-44c6-8147-dca670c4b8e1	\N	\N	\N	model	model.bin	file:///artifacts/951f6bff-e58f-44c6-8147-dca670c4b8e1/00000000000000000000000000000000/model.bin	0000000000000000000000000000000000000000000000000000000000000000	1	2026-11-30 13:54:58.825504+00	\N
01a22cbc-cd4c-7382-8698-32879180e53a	01a22cbc-cb46-712d-a04b-87434eb47358	\N	\N	01a22cbc-cbe1-744c-b89f-32b0eab4f880	data	sample_store.py	file:///artifacts/01a22cbc-cb46-712d-a04b-87434eb47358/f87dfbcd3ba0bbbb524904d744aa7c9c/sample_store.py	f87dfbcd3ba0bbbb524904d744aa7c9c4a7946aab5a82b334db3fea1249ac875	4707	2026-11-30 13:55:00.565417+00	\N
\.


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.audit_log (id, table_name, row_id, execution_id, action, occurred_at, actor_role, actor, old_values, new_values, transaction_id) FROM stdin;
1	configurations	e12ef705-e0b7-40f5-82f0-1a16986bc950	\N	reveal	2026-11-30 13:54:58.183583+00	postgres	\N	{}	{}	872
2	members	a3dbb48a-e97a-4578-acc6-2d52de99e6a6	\N	insert	2026-11-30 13:54:58.195335+00	postgres	\N	{}	{"is_admin": false}	873
3	agent_executions	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
4	agent_executions	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
5	agent_executions	2b44020b-576c-45a1-9d51-5e0ffca39e58	2b44020b-576c-45a1-9d51-5e0ffca39e58	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
6	agent_executions	f3eaa211-5695-4143-8f2f-1763ca2965e4	f3eaa211-5695-4143-8f2f-1763ca2965e4	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
7	agent_executions	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
8	agent_executions	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
9	agent_executions	f2c3c81e-e063-4650-bd67-23d3f9319a42	f2c3c81e-e063-4650-bd67-23d3f9319a42	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
10	agent_executions	d56d4ae3-77ad-4525-b27c-656d66c92d44	d56d4ae3-77ad-4525-b27c-656d66c92d44	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
11	agent_executions	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
12	agent_executions	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
13	agent_executions	479ec44c-8407-4271-af17-d7058a827df2	479ec44c-8407-4271-af17-d7058a827df2	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
14	agent_executions	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
15	agent_executions	7481fe3f-665a-48e8-8968-5777fae40f57	7481fe3f-665a-48e8-8968-5777fae40f57	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
16	agent_executions	710eb7de-1658-45e9-95d8-1b8a4d8bf423	710eb7de-1658-45e9-95d8-1b8a4d8bf423	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
17	agent_executions	98de1779-45e2-4aab-a953-166c7a2d2b78	98de1779-45e2-4aab-a953-166c7a2d2b78	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
18	agent_executions	768e9557-7265-46cc-b366-0c07729571e6	768e9557-7265-46cc-b366-0c07729571e6	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
19	agent_executions	382e690c-a655-4b1b-a48c-c8a73e95c8ec	382e690c-a655-4b1b-a48c-c8a73e95c8ec	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
20	agent_executions	951f6bff-e58f-44c6-8147-dca670c4b8e1	951f6bff-e58f-44c6-8147-dca670c4b8e1	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
21	agent_executions	b5f21da1-3ea6-47c3-baf1-291a9e07da36	b5f21da1-3ea6-47c3-baf1-291a9e07da36	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
22	agent_executions	1e2e3bea-64df-47ad-953b-8eba608e5f24	1e2e3bea-64df-47ad-953b-8eba608e5f24	insert	2026-11-30 13:54:58.260161+00	postgres	\N	{}	{"status": "pending"}	875
23	agent_executions	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
24	agent_executions	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
25	agent_executions	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
26	agent_executions	479ec44c-8407-4271-af17-d7058a827df2	479ec44c-8407-4271-af17-d7058a827df2	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
27	agent_executions	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
28	agent_executions	7481fe3f-665a-48e8-8968-5777fae40f57	7481fe3f-665a-48e8-8968-5777fae40f57	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
29	agent_executions	710eb7de-1658-45e9-95d8-1b8a4d8bf423	710eb7de-1658-45e9-95d8-1b8a4d8bf423	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
30	agent_executions	98de1779-45e2-4aab-a953-166c7a2d2b78	98de1779-45e2-4aab-a953-166c7a2d2b78	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
31	agent_executions	768e9557-7265-46cc-b366-0c07729571e6	768e9557-7265-46cc-b366-0c07729571e6	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
32	agent_executions	382e690c-a655-4b1b-a48c-c8a73e95c8ec	382e690c-a655-4b1b-a48c-c8a73e95c8ec	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
33	agent_executions	951f6bff-e58f-44c6-8147-dca670c4b8e1	951f6bff-e58f-44c6-8147-dca670c4b8e1	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
34	agent_executions	1e2e3bea-64df-47ad-953b-8eba608e5f24	1e2e3bea-64df-47ad-953b-8eba608e5f24	update	2026-11-30 13:54:58.260161+00	postgres	\N	{"status": "pending", "started_at": null}	{"status": "data_acquisition", "started_at": "2026-11-30T13:54:58.260161+00:00"}	875
35	gpu_sessions	01a22cbc-c507-7c7f-8943-f219b15a4124	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
36	gpu_sessions	01a22cbc-c50e-7706-948a-ef44e86d331c	2b44020b-576c-45a1-9d51-5e0ffca39e58	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
37	gpu_sessions	01a22cbc-c50f-786a-be0e-b2c28d6ca6ef	f3eaa211-5695-4143-8f2f-1763ca2965e4	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
38	gpu_sessions	01a22cbc-c50f-78b4-8972-58ccc4f96bdc	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
39	gpu_sessions	01a22cbc-c50f-7bd5-8944-2ac2db08880a	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
40	gpu_sessions	01a22cbc-c510-7e3d-a7e7-700e01c6269b	f2c3c81e-e063-4650-bd67-23d3f9319a42	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
41	gpu_sessions	01a22cbc-c510-707b-a180-b399b9a10dbc	d56d4ae3-77ad-4525-b27c-656d66c92d44	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
42	gpu_sessions	01a22cbc-c510-75ad-b9e5-ec58f41c092c	b5f21da1-3ea6-47c3-baf1-291a9e07da36	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
43	gpu_sessions	01a22cbc-c511-7bf3-89a6-ffa1989557d0	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
44	gpu_sessions	01a22cbc-c511-7508-a14f-e2e8cc23f1e7	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
45	gpu_sessions	01a22cbc-c511-7452-ae7a-5aed7ef48c02	479ec44c-8407-4271-af17-d7058a827df2	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
46	gpu_sessions	01a22cbc-c511-7b6d-aa5e-b3f9e00a8840	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
47	gpu_sessions	01a22cbc-c511-7f13-9dd5-fd337e3c484a	7481fe3f-665a-48e8-8968-5777fae40f57	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
48	gpu_sessions	01a22cbc-c511-7f34-89b2-431efeae5d18	710eb7de-1658-45e9-95d8-1b8a4d8bf423	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
49	gpu_sessions	01a22cbc-c512-715d-a251-ea0c9ab307d5	98de1779-45e2-4aab-a953-166c7a2d2b78	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
50	gpu_sessions	01a22cbc-c512-7fbf-96cd-b040b81de72a	768e9557-7265-46cc-b366-0c07729571e6	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
51	gpu_sessions	01a22cbc-c512-7b85-b2bc-a6b0c1574fd4	382e690c-a655-4b1b-a48c-c8a73e95c8ec	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
52	gpu_sessions	01a22cbc-c512-7f86-b81d-c975447ed41e	951f6bff-e58f-44c6-8147-dca670c4b8e1	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
53	gpu_sessions	01a22cbc-c512-7272-8249-cc241c064c5e	1e2e3bea-64df-47ad-953b-8eba608e5f24	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
54	gpu_sessions	01a22cbc-c512-7c0d-885d-cf701f66cba1	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	insert	2026-11-30 13:54:58.437895+00	postgres	\N	{}	{"status": "provisioning"}	880
55	training_jobs	01a22cbc-c559-727d-a10a-c8e39f537840	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
56	training_jobs	01a22cbc-c55b-7a83-bd80-270257d628f1	2b44020b-576c-45a1-9d51-5e0ffca39e58	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
57	training_jobs	01a22cbc-c55c-7bb0-9089-5b397cfd165f	f3eaa211-5695-4143-8f2f-1763ca2965e4	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
58	training_jobs	01a22cbc-c55c-7d8a-b4e5-10b72f813aef	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
59	training_jobs	01a22cbc-c55d-724f-9e71-3869d42e6954	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
60	training_jobs	01a22cbc-c55d-7c22-a407-06f92d5aa891	f2c3c81e-e063-4650-bd67-23d3f9319a42	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
61	training_jobs	01a22cbc-c55d-7505-b580-4379440cc355	d56d4ae3-77ad-4525-b27c-656d66c92d44	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
62	training_jobs	01a22cbc-c55d-7aa7-80be-5ffae6326b66	b5f21da1-3ea6-47c3-baf1-291a9e07da36	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
63	training_jobs	01a22cbc-c55d-7ccc-ae24-e1bd45463fe4	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
64	training_jobs	01a22cbc-c55e-7b90-8b2b-421edace2b2f	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
65	training_jobs	01a22cbc-c55e-7bc8-b0b5-437f3f51b436	479ec44c-8407-4271-af17-d7058a827df2	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
66	training_jobs	01a22cbc-c55e-7bb0-b2f8-b23ed5c42bee	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
67	training_jobs	01a22cbc-c55e-7160-bcd8-807c822a8544	7481fe3f-665a-48e8-8968-5777fae40f57	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
68	training_jobs	01a22cbc-c55e-7580-8999-4b1f498f6f10	710eb7de-1658-45e9-95d8-1b8a4d8bf423	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
69	training_jobs	01a22cbc-c55f-706e-8c87-6201257a222d	98de1779-45e2-4aab-a953-166c7a2d2b78	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
70	training_jobs	01a22cbc-c55f-75a9-9010-5b7af03c298c	768e9557-7265-46cc-b366-0c07729571e6	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
71	training_jobs	01a22cbc-c55f-7a8f-8998-b4d7cc00572e	382e690c-a655-4b1b-a48c-c8a73e95c8ec	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
72	training_jobs	01a22cbc-c55f-7ef1-ad1e-712a478b0cff	951f6bff-e58f-44c6-8147-dca670c4b8e1	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
73	training_jobs	01a22cbc-c55f-78c9-b734-8a1b0955053d	1e2e3bea-64df-47ad-953b-8eba608e5f24	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
74	training_jobs	01a22cbc-c55f-7baa-b0ed-9a934fe3c9fe	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	insert	2026-11-30 13:54:58.520665+00	postgres	\N	{}	{"status": "queued"}	881
75	training_jobs	01a22cbc-c559-727d-a10a-c8e39f537840	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	update	2026-11-30 13:54:58.559983+00	postgres	w	{"status": "queued", "worker": null, "attempts": 0, "lease_id": null, "started_at": null, "lease_expires_at": null}	{"status": "running", "worker": "w", "attempts": 1, "lease_id": "a487b16c-7227-4019-9b9b-bf762a873551", "started_at": "2026-11-30T13:54:58.559983+00:00", "lease_expires_at": "2026-12-01T13:54:58.559983+00:00"}	882
76	submissions	01a22cbc-c58c-7325-82a2-dca5706d8284	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
77	submissions	01a22cbc-c58f-7cfa-8260-cd013101076b	2b44020b-576c-45a1-9d51-5e0ffca39e58	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
78	submissions	01a22cbc-c58f-7ea0-bdac-eb759e18cb7f	f3eaa211-5695-4143-8f2f-1763ca2965e4	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
79	submissions	01a22cbc-c58f-7758-9fbe-cc666ab83a0b	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
80	submissions	01a22cbc-c590-7638-9dff-227f565646ac	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
81	submissions	01a22cbc-c594-7b57-9377-9f75890172b3	f2c3c81e-e063-4650-bd67-23d3f9319a42	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
82	submissions	01a22cbc-c595-7035-9b75-14404d0b9e8f	d56d4ae3-77ad-4525-b27c-656d66c92d44	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
83	submissions	01a22cbc-c595-745d-862b-36a9a39363bf	b5f21da1-3ea6-47c3-baf1-291a9e07da36	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
84	submissions	01a22cbc-c595-7360-9d44-a8d05c22d012	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
85	submissions	01a22cbc-c595-7352-855d-63730438847a	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
86	submissions	01a22cbc-c595-72b4-9bbf-d468dab4fcb7	479ec44c-8407-4271-af17-d7058a827df2	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
87	submissions	01a22cbc-c595-77b2-aa4e-fe963d5b849b	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
88	submissions	01a22cbc-c596-738f-9072-616fccd713d8	7481fe3f-665a-48e8-8968-5777fae40f57	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
89	submissions	01a22cbc-c596-7e2a-93e5-4ebaaa80d3c7	710eb7de-1658-45e9-95d8-1b8a4d8bf423	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
90	submissions	01a22cbc-c596-7fb9-9a5f-ecb5e4eaa873	98de1779-45e2-4aab-a953-166c7a2d2b78	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
91	submissions	01a22cbc-c596-7487-a94a-88ed89c5f140	768e9557-7265-46cc-b366-0c07729571e6	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
92	submissions	01a22cbc-c596-7e97-b881-a306ddaebebd	382e690c-a655-4b1b-a48c-c8a73e95c8ec	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
93	submissions	01a22cbc-c596-752d-864c-79714849f5b4	951f6bff-e58f-44c6-8147-dca670c4b8e1	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
94	submissions	01a22cbc-c597-7237-9255-fc4e572f48cc	1e2e3bea-64df-47ad-953b-8eba608e5f24	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
95	submissions	01a22cbc-c597-7180-8c48-57959d573551	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
96	submissions	00000000-0000-0000-0000-000000000001	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	insert	2026-11-30 13:54:58.571935+00	postgres	\N	{}	{"submission_status": "pending"}	883
97	submissions	00000000-0000-0000-0000-000000000001	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	delete	2026-11-30 13:54:58.571935+00	postgres	\N	{"submission_status": "pending"}	{}	883
98	human_interventions	01a22cbc-c5b9-737d-a3ab-0112d7386e4c	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	insert	2026-11-30 13:54:58.616448+00	postgres	\N	{}	{"status": "approved"}	884
99	human_interventions	01a22cbc-c5c5-7558-9824-de11885ede9a	2b44020b-576c-45a1-9d51-5e0ffca39e58	insert	2026-11-30 13:54:58.616448+00	postgres	\N	{}	{"status": "approved"}	884
100	human_interventions	01a22cbc-c5c7-76e3-ada4-75014accc621	f3eaa211-5695-4143-8f2f-1763ca2965e4	insert	2026-11-30 13:54:58.616448+00	postgres	\N	{}	{"status": "approved"}	884
101	human_interventions	01a22cbc-c5c8-739e-afed-fcf79013b83d	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	insert	2026-11-30 13:54:58.616448+00	postgres	\N	{}	{"status": "approved"}	884
102	human_interventions	01a22cbc-c5c9-7542-b83f-f0b119b52a7e	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	insert	2026-11-30 13:54:58.616448+00	postgres	\N	{}	{"status": "approved"}	884
103	human_interventions	01a22cbc-c5ca-7cd8-92da-c479fa388059	f2c3c81e-e063-4650-bd67-23d3f9319a42	insert	2026-11-30 13:54:58.616448+00	postgres	\N	{}	{"status": "approved"}	884
104	human_interventions	01a22cbc-c5ca-721a-8ff4-4a0594dd7e34	d56d4ae3-77ad-4525-b27c-656d66c92d44	insert	2026-11-30 13:54:58.616448+00	postgres	\N	{}	{"status": "approved"}	884
105	human_interventions	01a22cbc-c5cb-7376-b4ae-33bc2abb8c71	b5f21da1-3ea6-47c3-baf1-291a9e07da36	insert	2026-11-30 13:54:58.616448+00	postgres	\N	{}	{"status": "approved"}	884
106	human_interventions	01a22cbc-c5f8-7038-947d-eb3b4103b0fc	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
107	human_interventions	01a22cbc-c5fa-76df-a745-e8cc24ae1a0a	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
108	human_interventions	01a22cbc-c5fb-7cff-bcaa-e3e262974ef9	479ec44c-8407-4271-af17-d7058a827df2	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
109	human_interventions	01a22cbc-c5fb-77be-ab88-97b6b3756349	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
110	human_interventions	01a22cbc-c5fc-7ab3-a215-038dbd5a0068	7481fe3f-665a-48e8-8968-5777fae40f57	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
111	human_interventions	01a22cbc-c607-7ec5-b00d-fa683b950789	710eb7de-1658-45e9-95d8-1b8a4d8bf423	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
112	human_interventions	01a22cbc-c608-75bc-a4aa-17328417815e	98de1779-45e2-4aab-a953-166c7a2d2b78	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
113	human_interventions	01a22cbc-c60d-73f3-a521-219c7654a068	768e9557-7265-46cc-b366-0c07729571e6	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
114	human_interventions	01a22cbc-c60e-71be-b09a-e771147d84a6	382e690c-a655-4b1b-a48c-c8a73e95c8ec	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
115	human_interventions	01a22cbc-c60f-7331-9c33-e8b072164d6e	951f6bff-e58f-44c6-8147-dca670c4b8e1	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
116	human_interventions	01a22cbc-c610-7e1d-8934-765b25d4f706	1e2e3bea-64df-47ad-953b-8eba608e5f24	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
117	human_interventions	01a22cbc-c619-73bc-b3f1-b35f60b8b0ce	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	insert	2026-11-30 13:54:58.678926+00	postgres	\N	{}	{"status": "pending"}	887
118	human_interventions	01a22cbc-c5f8-7038-947d-eb3b4103b0fc	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	update	2026-11-30 13:54:58.678926+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T13:54:58.678926+00:00", "responded_by": "postgres"}	887
119	human_interventions	01a22cbc-c5fa-76df-a745-e8cc24ae1a0a	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	update	2026-11-30 13:54:58.678926+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T13:54:58.678926+00:00", "responded_by": "postgres"}	887
120	human_interventions	01a22cbc-c5fb-77be-ab88-97b6b3756349	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	update	2026-11-30 13:54:58.678926+00	postgres	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null}	{"status": "approved", "decision": "approve", "responded_at": "2026-11-30T13:54:58.678926+00:00", "responded_by": "postgres"}	887
121	configurations	01a22cbc-c6a0-771d-9102-816019e2308e	\N	insert	2026-11-30 13:54:58.84796+00	postgres	\N	{}	{"config_key": "a", "config_type": "system", "config_value": {"b": 1}, "is_encrypted": false, "is_sensitive": false}	891
122	configurations	01a22cbc-c6ac-7fc9-8bba-7c9caf7d9efe	\N	insert	2026-11-30 13:54:58.854152+00	service_role	\N	{}	{"config_key": "kaggle.key", "config_type": "api", "config_value": "[redacted]", "is_encrypted": true, "is_sensitive": true}	892
123	agent_executions	01a22cbc-c6b9-7a76-b050-38ffd08d10da	01a22cbc-c6b9-7a76-b050-38ffd08d10da	insert	2026-11-30 13:54:58.872676+00	service_role	\N	{}	{"status": "cancelled"}	894
124	agent_executions	01a22cbc-c6ba-72d4-84bc-8534e1d4e7fe	01a22cbc-c6ba-72d4-84bc-8534e1d4e7fe	insert	2026-11-30 13:54:58.872676+00	service_role	\N	{}	{"status": "cancelled"}	894
125	agent_executions	01a22cbc-c6b9-7a76-b050-38ffd08d10da	01a22cbc-c6b9-7a76-b050-38ffd08d10da	delete	2026-11-30 13:54:58.872676+00	service_role	\N	{"status": "cancelled"}	{}	894
126	agent_executions	01a22cbc-c6ba-72d4-84bc-8534e1d4e7fe	01a22cbc-c6ba-72d4-84bc-8534e1d4e7fe	delete	2026-11-30 13:54:58.872676+00	service_role	\N	{"status": "cancelled"}	{}	894
127	agent_executions	01a22cbc-c6b9-7a76-b050-38ffd08d10da	01a22cbc-c6b9-7a76-b050-38ffd08d10da	insert	2026-11-30 13:54:58.872676+00	service_role	\N	{}	{"status": "cancelled"}	894
128	agent_executions	01a22cbc-cb46-712d-a04b-87434eb47358	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:00.076582+00	service_role	\N	{}	{"status": "pending"}	900
129	gpu_sessions	01a22cbc-cdd7-7aff-9169-6c846be28b20	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:00.711275+00	service_role	\N	{}	{"status": "provisioning"}	909
130	training_jobs	01a22cbc-ce97-72a4-ac2d-c6a46c4bf924	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:00.900677+00	service_role	\N	{}	{"status": "queued"}	913
131	submissions	01a22cbc-d061-7ead-8a12-0d04766054ae	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:01.380952+00	service_role	\N	{}	{"submission_status": "pending"}	914
132	human_interventions	01a22cbc-d0ab-762b-b3b4-7e04a9da90a7	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:01.441083+00	service_role	\N	{}	{"status": "pending"}	915
133	human_interventions	01a22cbc-d0ab-762b-b3b4-7e04a9da90a7	01a22cbc-cb46-712d-a04b-87434eb47358	update	2026-11-30 13:55:01.469212+00	service_role	\N	{"status": "pending", "decision": null, "responded_at": null, "responded_by": null, "response_data": null}	{"status": "approved", "decision": "edit", "responded_at": "2026-11-30T13:55:01.469212+00:00", "responded_by": "service_role", "response_data": {"n": 0.1}}	916
138	agent_executions	01a22cbc-d1db-7852-a338-7a5f1e502f3b	01a22cbc-d1db-7852-a338-7a5f1e502f3b	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "pending"}	928
134	agent_executions	01a22cbc-cb46-712d-a04b-87434eb47358	01a22cbc-cb46-712d-a04b-87434eb47358	update	2026-11-30 13:55:01.485082+00	service_role	\N	{"status": "pending", "resume_status": null, "review_is_manual": null, "human_intervention_reason": null, "human_intervention_required": false}	{"status": "human_review", "resume_status": "pending", "review_is_manual": false, "human_intervention_reason": "?", "human_intervention_required": true}	917
135	human_interventions	01a22cbc-d0e9-7817-a004-52b432c2ee59	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:01.485082+00	service_role	\N	{}	{"status": "pending"}	917
136	configurations	01a22cbc-d10c-7b7d-926b-8ef424ba40b0	\N	insert	2026-11-30 13:55:01.512931+00	service_role	\N	{}	{"config_key": "kaggle.token", "config_type": "system", "config_value": "[redacted]", "is_encrypted": true, "is_sensitive": true}	918
137	configurations	01a22cbc-d117-79e6-934e-8758f6e4daad	\N	insert	2026-11-30 13:55:01.525085+00	service_role	\N	{}	{"config_key": "limits", "config_type": "system", "config_value": {"a": [1, null, 2.5]}, "is_encrypted": false, "is_sensitive": false}	919
139	agent_executions	01a22cbc-d1e1-74ad-934c-b0fa0f4d3b63	01a22cbc-d1e1-74ad-934c-b0fa0f4d3b63	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "data_acquisition"}	928
140	agent_executions	01a22cbc-d1e1-7a8f-8a73-28597b9ced65	01a22cbc-d1e1-7a8f-8a73-28597b9ced65	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "research"}	928
141	agent_executions	01a22cbc-d1e4-7dc6-a256-365d56e8cb41	01a22cbc-d1e4-7dc6-a256-365d56e8cb41	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "code_generation"}	928
142	agent_executions	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "training"}	928
143	agent_executions	01a22cbc-d1e5-7ce2-b14b-e99a9619d3d8	01a22cbc-d1e5-7ce2-b14b-e99a9619d3d8	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "human_review"}	928
144	agent_executions	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "submission"}	928
145	agent_executions	01a22cbc-d1e6-7d82-ba90-8acef3e2b686	01a22cbc-d1e6-7d82-ba90-8acef3e2b686	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "completed"}	928
146	agent_executions	01a22cbc-d1e6-700f-b431-ffd45c5f4d20	01a22cbc-d1e6-700f-b431-ffd45c5f4d20	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "failed"}	928
147	agent_executions	01a22cbc-d1e6-7d5f-8a63-3a65c4b6de44	01a22cbc-d1e6-7d5f-8a63-3a65c4b6de44	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "cancelled"}	928
148	training_jobs	01a22cbc-d203-74e2-a8f1-5c9a70a73bdf	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "queued"}	928
149	training_jobs	01a22cbc-d204-711c-81d4-14648ac9f27a	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "running"}	928
150	training_jobs	01a22cbc-d20d-736f-841f-9c2f4fb9e8c9	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "completed"}	928
151	training_jobs	01a22cbc-d20d-7390-8bdc-01a9c8849a43	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "failed"}	928
152	training_jobs	01a22cbc-d20e-7450-a079-71ee3e431e0e	01a22cbc-cb46-712d-a04b-87434eb47358	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "cancelled"}	928
153	submissions	01a22cbc-d219-7aac-9e07-c88cd9709491	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"submission_status": "pending"}	928
154	submissions	01a22cbc-d21a-71b4-840d-8d8d111fa478	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"submission_status": "submitted"}	928
155	submissions	01a22cbc-d21a-7b9a-af62-ee684bcd42f4	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"submission_status": "scored"}	928
156	submissions	01a22cbc-d21a-72a7-b641-356c1d2c7511	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"submission_status": "failed"}	928
157	submissions	01a22cbc-d21a-75b9-805b-f1f094c4d41e	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"submission_status": "disqualified"}	928
158	submissions	01a22cbc-d21b-7155-b54e-ca79ad218d5c	01a22cbc-d1e5-7d0f-a8c0-ca8d8b142394	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"submission_status": "unknown"}	928
159	gpu_sessions	01a22cbc-d227-766c-a692-fbb82e1c090c	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "provisioning"}	928
160	gpu_sessions	01a22cbc-d22c-7069-9db3-126508beafd1	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "running"}	928
161	gpu_sessions	01a22cbc-d22d-7f23-9108-d62e5701ce5a	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "idle"}	928
162	gpu_sessions	01a22cbc-d22d-795c-a390-5cffce83ae6d	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "terminated"}	928
163	gpu_sessions	01a22cbc-d22d-7821-b4f8-ce6cb0479600	01a22cbc-d1e5-724c-b160-9d7ba0c5268d	insert	2026-11-30 13:55:01.707853+00	service_role	\N	{}	{"status": "failed"}	928
\.


--
-- Data for Name: configurations; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.configurations (id, config_key, config_value, config_type, description, is_encrypted, is_sensitive, created_at, updated_at) FROM stdin;
01a22cbc-c6a0-771d-9102-816019e2308e	a	{"b": 1}	system	\N	f	f	2026-11-30 13:54:58.84796+00	2026-11-30 13:54:58.84796+00
01a22cbc-c6ac-7fc9-8bba-7c9caf7d9efe	kaggle.key	"v1:ww0ECQMChDmjvg5rDyEA0kIBhmyEYuCnlb+3HZAwnIUTpxxRhIYRvvam2SdsW8TRxgAa5qgv8YXiA96pUEH4+j12hRkD4Ef8l796nczcPhQgOmc="	api	\N	t	t	2026-11-30 13:54:58.854152+00	2026-11-30 13:54:58.854152+00
01a22cbc-d10c-7b7d-926b-8ef424ba40b0	kaggle.token	"v1:ww0ECQMCQvQkUkgCRs4A0k4BELF9IaroF4qDf5q3BaFnMlkbSBTrvnKoElvDEJVRiKPvFBLhluPX1XKXfdStoHm7KgdLw0w3+4aFqg6goGlsdkShv9SDEnJNWze018M="	system	\N	t	t	2026-11-30 13:55:01.512931+00	2026-11-30 13:55:01.512931+00
01a22cbc-d117-79e6-934e-8758f6e4daad	limits	{"a": [1, null, 2.5]}	system	\N	f	f	2026-11-30 13:55:01.525085+00	2026-11-30 13:55:01.525085+00
\.


--
-- Data for Name: execution_steps; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.execution_steps (id, execution_id, round, name, stage, result, duration_seconds, worker, created_at) FROM stdin;
01a22cbc-c4ae-7f4d-a7f0-0767a101ef97	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4af-78e7-b400-11aede9ee11f	2b44020b-576c-45a1-9d51-5e0ffca39e58	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4af-72c2-8bfb-c2054e02b227	f3eaa211-5695-4143-8f2f-1763ca2965e4	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4af-787f-bbff-31260b72c752	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4af-77d1-8567-d79fdd3709dc	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4af-70d4-82f6-ed097b0deb79	f2c3c81e-e063-4650-bd67-23d3f9319a42	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4af-7fe9-b16b-e28ec07242c4	d56d4ae3-77ad-4525-b27c-656d66c92d44	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4af-7e6a-b75b-ad0c10241b6b	b5f21da1-3ea6-47c3-baf1-291a9e07da36	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4af-741e-b167-70f9277dd709	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-7099-bd2c-caeccf73a8bb	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-7b27-8541-ffbd26bb0f2b	479ec44c-8407-4271-af17-d7058a827df2	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-73cc-8b82-666e2c4f29bb	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-7174-8167-91d8fa67d5b4	7481fe3f-665a-48e8-8968-5777fae40f57	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-7491-a4e3-ef75273fa6fc	710eb7de-1658-45e9-95d8-1b8a4d8bf423	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-7c44-a4cf-bfb71953251e	98de1779-45e2-4aab-a953-166c7a2d2b78	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-72d6-805c-4faf9f36023d	768e9557-7265-46cc-b366-0c07729571e6	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-75db-bb08-5af41e97966d	382e690c-a655-4b1b-a48c-c8a73e95c8ec	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-790d-9bee-29849a13e885	951f6bff-e58f-44c6-8147-dca670c4b8e1	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-7e1b-8324-b8a3b52bccab	1e2e3bea-64df-47ad-953b-8eba608e5f24	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-c4b0-7e05-8c41-6fc2f91af6ab	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	0	features	research	{"rows": 3}	\N	w	2026-11-30 13:54:58.348758+00
01a22cbc-cda0-7021-82a6-f945f5055621	01a22cbc-cb46-712d-a04b-87434eb47358	1	plan	pending	null	\N	w	2026-11-30 13:55:00.637209+00
\.


--
-- Data for Name: gpu_terminations; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.gpu_terminations (id, gpu_session_id, execution_id, attempts, next_attempt_at, claim_id, claimed_by, claimed_until, provider_status, last_error, escalated_at, confirmed_at, created_at) FROM stdin;
01a22cbc-c5e7-7d68-b847-f195f3fe7d8a	01a22cbc-c50e-7706-948a-ef44e86d331c	2b44020b-576c-45a1-9d51-5e0ffca39e58	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e7-76b4-8f51-223cce5badce	01a22cbc-c50f-786a-be0e-b2c28d6ca6ef	f3eaa211-5695-4143-8f2f-1763ca2965e4	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e7-7f0d-bbad-e1888d4adf6f	01a22cbc-c50f-78b4-8972-58ccc4f96bdc	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e7-7179-82cd-026f9fd47d4b	01a22cbc-c50f-7bd5-8944-2ac2db08880a	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-7d53-912c-6ba7a97f5afd	01a22cbc-c510-7e3d-a7e7-700e01c6269b	f2c3c81e-e063-4650-bd67-23d3f9319a42	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-7d37-a04a-f1f31fdbc286	01a22cbc-c510-707b-a180-b399b9a10dbc	d56d4ae3-77ad-4525-b27c-656d66c92d44	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-77ed-a359-0dac70d48104	01a22cbc-c510-75ad-b9e5-ec58f41c092c	b5f21da1-3ea6-47c3-baf1-291a9e07da36	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-7287-a081-543e1c05c437	01a22cbc-c511-7bf3-89a6-ffa1989557d0	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-7b31-844a-7f5a70ccfad9	01a22cbc-c511-7508-a14f-e2e8cc23f1e7	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-7a30-9b4f-064bb283d227	01a22cbc-c511-7452-ae7a-5aed7ef48c02	479ec44c-8407-4271-af17-d7058a827df2	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-7b2f-8d3c-239d1de7ed37	01a22cbc-c511-7b6d-aa5e-b3f9e00a8840	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-79ba-9ab2-95ca3d6a84a1	01a22cbc-c511-7f13-9dd5-fd337e3c484a	7481fe3f-665a-48e8-8968-5777fae40f57	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-7fd7-8b6e-13804b7b1860	01a22cbc-c511-7f34-89b2-431efeae5d18	710eb7de-1658-45e9-95d8-1b8a4d8bf423	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5e8-7ec9-9fb7-ae8fa6af389a	01a22cbc-c512-715d-a251-ea0c9ab307d5	98de1779-45e2-4aab-a953-166c7a2d2b78	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5ec-77c8-85ee-93ecfc3f3c1f	01a22cbc-c512-7fbf-96cd-b040b81de72a	768e9557-7265-46cc-b366-0c07729571e6	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5ec-71e5-a322-ed7f3fbe32a6	01a22cbc-c512-7b85-b2bc-a6b0c1574fd4	382e690c-a655-4b1b-a48c-c8a73e95c8ec	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5ec-7248-b1f7-d10041abc189	01a22cbc-c512-7f86-b81d-c975447ed41e	951f6bff-e58f-44c6-8147-dca670c4b8e1	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5ec-7299-bb80-4f54559e2e3a	01a22cbc-c512-7272-8249-cc241c064c5e	1e2e3bea-64df-47ad-953b-8eba608e5f24	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-c5ec-74ff-9bd4-54c11ce30ed3	01a22cbc-c512-7c0d-885d-cf701f66cba1	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	0	2026-11-30 13:54:58.661664+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
01a22cbc-ce30-7205-abf9-3cae3135b217	01a22cbc-cdd7-7aff-9169-6c846be28b20	01a22cbc-cb46-712d-a04b-87434eb47358	0	2026-11-30 13:55:00.772992+00	\N	\N	\N	\N	\N	\N	\N	2026-11-30 13:55:00.772992+00
01a22cbc-c5e6-74de-9590-caa00bc3a1ec	01a22cbc-c507-7c7f-8943-f219b15a4124	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	0	2026-11-30 13:54:58.661664+00	01a22cbc-ce1f-78f8-bfe5-57a614270646	s	2026-11-30 13:55:00.822992+00	\N	\N	\N	\N	2026-11-30 13:54:58.661664+00
\.


--
-- Data for Name: human_interventions; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.human_interventions (id, execution_id, intervention_type, priority, status, title, description, context_data, assigned_to, response, response_data, notification_sent, notification_method, escalation_count, sla_deadline, created_at, responded_at, updated_at, subject, response_schema, allowed_decisions, proposal, timeout_action, decision, responded_by, pauses_execution) FROM stdin;
01a22cbc-c5b9-737d-a3ab-0112d7386e4c	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cbc-c5c5-7558-9824-de11885ede9a	2b44020b-576c-45a1-9d51-5e0ffca39e58	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cbc-c5c7-76e3-ada4-75014accc621	f3eaa211-5695-4143-8f2f-1763ca2965e4	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cbc-c5c8-739e-afed-fcf79013b83d	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cbc-c5c9-7542-b83f-f0b119b52a7e	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cbc-c5ca-7cd8-92da-c479fa388059	f2c3c81e-e063-4650-bd67-23d3f9319a42	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cbc-c5ca-721a-8ff4-4a0594dd7e34	d56d4ae3-77ad-4525-b27c-656d66c92d44	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cbc-c5cb-7376-b4ae-33bc2abb8c71	b5f21da1-3ea6-47c3-baf1-291a9e07da36	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	\N	0	2026-11-30 17:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	2026-11-30 13:54:58.616448+00	\N	\N	{approve}	\N	escalate	approve	\N	f
01a22cbc-c5fb-7cff-bcaa-e3e262974ef9	479ec44c-8407-4271-af17-d7058a827df2	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cbc-c5fc-7ab3-a215-038dbd5a0068	7481fe3f-665a-48e8-8968-5777fae40f57	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cbc-c607-7ec5-b00d-fa683b950789	710eb7de-1658-45e9-95d8-1b8a4d8bf423	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cbc-c608-75bc-a4aa-17328417815e	98de1779-45e2-4aab-a953-166c7a2d2b78	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cbc-c60d-73f3-a521-219c7654a068	768e9557-7265-46cc-b366-0c07729571e6	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cbc-c60e-71be-b09a-e771147d84a6	382e690c-a655-4b1b-a48c-c8a73e95c8ec	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cbc-c60f-7331-9c33-e8b072164d6e	951f6bff-e58f-44c6-8147-dca670c4b8e1	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cbc-c610-7e1d-8934-765b25d4f706	1e2e3bea-64df-47ad-953b-8eba608e5f24	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cbc-c619-73bc-b3f1-b35f60b8b0ce	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	approval_required	medium	pending	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	f
01a22cbc-c5f8-7038-947d-eb3b4103b0fc	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	2026-11-30 13:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22cbc-c5fa-76df-a745-e8cc24ae1a0a	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	2026-11-30 13:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22cbc-c5fb-77be-ab88-97b6b3756349	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	approval_required	medium	approved	t	d	\N	\N	\N	\N	f	email	0	2026-11-30 17:54:58.678926+00	2026-11-30 13:54:58.678926+00	2026-11-30 13:54:58.678926+00	2026-11-30 13:54:58.678926+00	\N	\N	{approve,reject,respond}	\N	escalate	approve	postgres	f
01a22cbc-d0ab-762b-b3b4-7e04a9da90a7	01a22cbc-cb46-712d-a04b-87434eb47358	approval_required	medium	approved	?	May I?	\N	\N	\N	{"n": 0.1}	f	\N	0	2026-11-30 17:55:01.441083+00	2026-11-30 13:55:01.441083+00	2026-11-30 13:55:01.469212+00	2026-11-30 13:55:01.469212+00	\N	{"properties": {"n": {"maximum": 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160}}}	{edit,reject}	{"n": 1.5}	reject	edit	service_role	f
01a22cbc-d0e9-7817-a004-52b432c2ee59	01a22cbc-cb46-712d-a04b-87434eb47358	approval_required	medium	pending	?	May I?	\N	\N	\N	\N	f	\N	0	2026-11-30 17:55:01.485082+00	2026-11-30 13:55:01.485082+00	\N	2026-11-30 13:55:01.485082+00	\N	\N	{approve,reject,respond}	\N	escalate	\N	\N	t
\.


--
-- Data for Name: notices; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.notices (id, kind, priority, title, details, dedup_key, execution_id, competition_id, submission_id, created_at, ended_at) FROM stdin;
01a22cbc-c5f0-75e3-8774-11d9ee9d25d9	better_score	low	t	{}	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f1-7a6c-a3fa-77c015ea1ab3	better_score	low	t	{}	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f1-7656-a053-529c8da83869	better_score	low	t	{}	479ec44c-8407-4271-af17-d7058a827df2	479ec44c-8407-4271-af17-d7058a827df2	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f1-72fa-ada1-e19d7104df72	better_score	low	t	{}	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f1-7b60-86d4-ead1d839019c	better_score	low	t	{}	7481fe3f-665a-48e8-8968-5777fae40f57	7481fe3f-665a-48e8-8968-5777fae40f57	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f1-754b-bb59-8635fab4cdcc	better_score	low	t	{}	710eb7de-1658-45e9-95d8-1b8a4d8bf423	710eb7de-1658-45e9-95d8-1b8a4d8bf423	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f1-726c-9802-a4e01ba2cd32	better_score	low	t	{}	98de1779-45e2-4aab-a953-166c7a2d2b78	98de1779-45e2-4aab-a953-166c7a2d2b78	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f1-70f6-8712-77821525cd0f	better_score	low	t	{}	768e9557-7265-46cc-b366-0c07729571e6	768e9557-7265-46cc-b366-0c07729571e6	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-7da2-83be-2e79bdf42100	better_score	low	t	{}	382e690c-a655-4b1b-a48c-c8a73e95c8ec	382e690c-a655-4b1b-a48c-c8a73e95c8ec	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-797e-b124-65b91f759523	better_score	low	t	{}	951f6bff-e58f-44c6-8147-dca670c4b8e1	951f6bff-e58f-44c6-8147-dca670c4b8e1	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-7d38-a6f4-ce1fb050998d	better_score	low	t	{}	1e2e3bea-64df-47ad-953b-8eba608e5f24	1e2e3bea-64df-47ad-953b-8eba608e5f24	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-7da5-b43d-a9ac8d593d51	better_score	low	t	{}	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-7424-a0e0-7d8334c9833d	better_score	low	t	{}	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-7027-9005-1d2ffd68b63e	better_score	low	t	{}	2b44020b-576c-45a1-9d51-5e0ffca39e58	2b44020b-576c-45a1-9d51-5e0ffca39e58	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-7a82-8778-266e00715749	better_score	low	t	{}	f3eaa211-5695-4143-8f2f-1763ca2965e4	f3eaa211-5695-4143-8f2f-1763ca2965e4	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-71ab-90a8-2277522f6f32	better_score	low	t	{}	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-7eb9-ab22-225054c1cba5	better_score	low	t	{}	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-7f34-beb3-e36287c0d96e	better_score	low	t	{}	f2c3c81e-e063-4650-bd67-23d3f9319a42	f2c3c81e-e063-4650-bd67-23d3f9319a42	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f2-7bbf-89d9-fd429faa8506	better_score	low	t	{}	d56d4ae3-77ad-4525-b27c-656d66c92d44	d56d4ae3-77ad-4525-b27c-656d66c92d44	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-c5f3-72a8-ad03-45a1c1b1613b	better_score	low	t	{}	b5f21da1-3ea6-47c3-baf1-291a9e07da36	b5f21da1-3ea6-47c3-baf1-291a9e07da36	\N	\N	2026-11-30 13:54:58.671341+00	\N
01a22cbc-d3a5-7a5a-a718-5484e8f4b60a	health	high	machines: 24 live; to terminate: 1 (requested)	{"found": "24 live; to terminate: 1 (requested)", "state": "problem", "remedy": "They cost money: run `kaggle-store supervise`, or terminate what gpu_sessions_due() lists at the providers, then call close_gpu_session().", "subject": "machines"}	health:machines:problem	\N	\N	\N	2026-11-30 13:55:02.10555+00	\N
01a22cbc-d3a6-78f5-8578-abf1402be1af	health	medium	upkeep: there is no pg_cron; not run in time: integrity_notices; last run 2026-11-30 13:55 UTC	{"found": "there is no pg_cron; not run in time: integrity_notices; last run 2026-11-30 13:55 UTC", "state": "warning", "remedy": "Run `kaggle-store upkeep --every 1m` on a machine that is always on.", "subject": "upkeep"}	health:upkeep:warning	\N	\N	\N	2026-11-30 13:55:02.10555+00	\N
\.


--
-- Data for Name: intervention_notifications; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.intervention_notifications (id, intervention_id, notice_id, reason, created_at, sent_at, notification_method, routed_at) FROM stdin;
01a22cbc-c61b-762e-bca1-709c2dfbf4f5	01a22cbc-c5f8-7038-947d-eb3b4103b0fc	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c626-747e-9b53-1e6522acb4aa	01a22cbc-c5fa-76df-a745-e8cc24ae1a0a	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c627-7f4c-87e3-7d86e6435dad	01a22cbc-c5fb-7cff-bcaa-e3e262974ef9	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c62e-75d7-9de0-561463f4b21e	01a22cbc-c5fb-77be-ab88-97b6b3756349	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c630-7c7b-ae73-8caf813a72b6	01a22cbc-c5fc-7ab3-a215-038dbd5a0068	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c636-7cf0-88d9-95b3e27b7fb4	01a22cbc-c607-7ec5-b00d-fa683b950789	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c63c-733b-b4ee-d9898495f3c2	01a22cbc-c608-75bc-a4aa-17328417815e	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c648-7d55-a7ba-476581f8125c	01a22cbc-c60d-73f3-a521-219c7654a068	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c64a-7af8-9451-f5387818a19e	01a22cbc-c60e-71be-b09a-e771147d84a6	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c64c-7220-a93c-0e9e96759f51	01a22cbc-c60f-7331-9c33-e8b072164d6e	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c64f-72b2-ba4b-31d51c23f435	01a22cbc-c610-7e1d-8934-765b25d4f706	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-c65a-7ec8-ad65-1535fabeedc7	01a22cbc-c619-73bc-b3f1-b35f60b8b0ce	\N	requested	2026-11-30 13:54:58.678926+00	\N	\N	\N
01a22cbc-d0d4-7de6-8bcd-26f3891e9818	01a22cbc-d0ab-762b-b3b4-7e04a9da90a7	\N	requested	2026-11-30 13:55:01.441083+00	\N	\N	\N
01a22cbc-d0f9-7a9e-8657-4d9428ef11ed	01a22cbc-d0e9-7817-a004-52b432c2ee59	\N	requested	2026-11-30 13:55:01.485082+00	\N	\N	\N
01a22cbc-d3a5-706c-870d-b30a67b26395	\N	01a22cbc-d3a5-7a5a-a718-5484e8f4b60a	noticed	2026-11-30 13:55:02.10555+00	\N	\N	\N
01a22cbc-d3a7-7e9d-97c1-81bb963ea253	\N	01a22cbc-d3a6-78f5-8578-abf1402be1af	noticed	2026-11-30 13:55:02.10555+00	\N	\N	\N
\.


--
-- Data for Name: notification_deliveries; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.notification_deliveries (id, notification_id, channel, priority, status, attempts, next_attempt_at, claim_id, claimed_by, claimed_until, last_error, sent_at, created_at) FROM stdin;
01a22cbc-c6b4-7761-a832-5a0e6d129d85	01a22cbc-c61b-762e-bca1-709c2dfbf4f5	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-71c7-a7c2-32347ee684dd	01a22cbc-c626-747e-9b53-1e6522acb4aa	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-796b-be1f-d89bbd4e6a7f	01a22cbc-c627-7f4c-87e3-7d86e6435dad	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-7149-9a39-611325fe84f3	01a22cbc-c62e-75d7-9de0-561463f4b21e	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-701e-a6f0-0c7f6ee45847	01a22cbc-c630-7c7b-ae73-8caf813a72b6	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-70b2-8e8d-f57c0d181218	01a22cbc-c636-7cf0-88d9-95b3e27b7fb4	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-7210-99b3-875dae8ac169	01a22cbc-c63c-733b-b4ee-d9898495f3c2	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-7837-84e8-3f1c587d85f3	01a22cbc-c648-7d55-a7ba-476581f8125c	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-7788-bd14-00e02127ec9d	01a22cbc-c64a-7af8-9451-f5387818a19e	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-704f-847f-84043f18ef5d	01a22cbc-c64c-7220-a93c-0e9e96759f51	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-79b4-90ac-c0d943ffc471	01a22cbc-c64f-72b2-ba4b-31d51c23f435	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
01a22cbc-c6b5-7ec7-9abe-7fe6d3911223	01a22cbc-c65a-7ec8-ad65-1535fabeedc7	team	low	pending	0	2026-11-30 13:54:58.867531+00	\N	\N	\N	\N	\N	2026-11-30 13:54:58.867531+00
\.


--
-- Data for Name: research_results; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.research_results (id, execution_id, research_type, query_text, source_api, raw_response, processed_insights, relevance_score, citation_count, research_duration_seconds, tokens_consumed, cost_dollars, created_at, external_id) FROM stdin;
01a22cbc-c4b2-7951-9cf5-fd28f2bcb5f8	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b3-7f31-92b4-bcf567c1941b	2b44020b-576c-45a1-9d51-5e0ffca39e58	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b3-7e20-a54f-f1ce6723776f	f3eaa211-5695-4143-8f2f-1763ca2965e4	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b3-751b-baf4-563c1e984487	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b3-763a-a902-228258832eb7	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b3-78f9-aefb-6b004094d709	f2c3c81e-e063-4650-bd67-23d3f9319a42	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b3-700e-96fb-1102d166a23e	d56d4ae3-77ad-4525-b27c-656d66c92d44	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b4-72e0-815b-d196f8b57738	b5f21da1-3ea6-47c3-baf1-291a9e07da36	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b4-724c-8704-2cc6dcfedeb0	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b4-7c2b-ba8b-6fb9f8427d84	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b4-7ede-bb04-3533597b1092	479ec44c-8407-4271-af17-d7058a827df2	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b4-7b06-a75f-ca0a7a13084d	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b4-7bfe-94d2-e54490cf5879	7481fe3f-665a-48e8-8968-5777fae40f57	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b4-735c-9d31-32ab3ce34a85	710eb7de-1658-45e9-95d8-1b8a4d8bf423	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b9-7a99-a9bc-6dd25f646661	98de1779-45e2-4aab-a953-166c7a2d2b78	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b9-7028-a46e-14b70f1b4570	768e9557-7265-46cc-b366-0c07729571e6	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b9-781d-aa3d-e1544333ce8e	382e690c-a655-4b1b-a48c-c8a73e95c8ec	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b9-7fe9-b1dc-bb246de1976c	951f6bff-e58f-44c6-8147-dca670c4b8e1	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b9-7917-b5f3-d9e4378618f2	1e2e3bea-64df-47ad-953b-8eba608e5f24	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-c4b9-77c7-b37b-97bd184ed79f	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	documentation	q	kaggle_api	{"a": [1, null]}	\N	\N	0	\N	\N	\N	2026-11-30 13:54:58.353565+00	\N
01a22cbc-cba3-79ce-af95-8dea6d4bf2e7	01a22cbc-cb46-712d-a04b-87434eb47358	academic_papers	boosting	arxiv	{"title": "quotes \\" and \\\\ and 日本語"}	\N	\N	0	\N	\N	\N	2026-11-30 13:55:00.157419+00	\N
01a22cbc-cbc3-7bf6-b7e6-e597f9db4747	01a22cbc-cb46-712d-a04b-87434eb47358	academic_papers	stacking	arxiv	{"title": "quotes \\" and \\\\ and 日本語"}	\N	\N	0	\N	\N	\N	2026-11-30 13:55:00.174124+00	\N
\.


--
-- Data for Name: system_metrics_2026_09; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22cbc-d15d-7fe6-b977-e49dc380de85	loss	NaN	gauge	{"day": 0}	01a22cbc-cb46-712d-a04b-87434eb47358	\N	2026-09-01 00:00:00+00
01a22cbc-d15d-7fe6-b977-e49dc380de86	loss	Infinity	gauge	{"day": 1}	01a22cbc-cb46-712d-a04b-87434eb47358	\N	2026-09-02 00:00:00+00
01a22cbc-d15d-7fe6-b977-e49dc380de87	loss	-Infinity	gauge	{"day": 2}	01a22cbc-cb46-712d-a04b-87434eb47358	\N	2026-09-03 00:00:00+00
01a22cbc-d15d-7fe6-b977-e49dc380de88	loss	0.1	gauge	{"day": 3}	01a22cbc-cb46-712d-a04b-87434eb47358	\N	2026-09-04 00:00:00+00
\.


--
-- Data for Name: system_metrics_2026_10; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22cbc-d17f-7cd2-8dbf-731230d42da3	loss	1e+300	gauge	{"day": 0}	01a22cbc-cb46-712d-a04b-87434eb47358	\N	2026-10-01 00:00:00+00
01a22cbc-d17f-7cd2-8dbf-731230d42da4	loss	5e-324	gauge	{"day": 1}	01a22cbc-cb46-712d-a04b-87434eb47358	\N	2026-10-02 00:00:00+00
\.


--
-- Data for Name: system_metrics_2026_11; Type: TABLE DATA; Schema: public; Owner: postgres
--

-- load via partition root public.system_metrics

COPY public.system_metrics (id, metric_name, metric_value, metric_type, tags, execution_id, component, "timestamp") FROM stdin;
01a22cbc-c699-7cbd-87c7-3263f23ccb34	loss	NaN	gauge	\N	1e2e3bea-64df-47ad-953b-8eba608e5f24	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7984-b740-065f0ed9897b	loss	NaN	gauge	\N	096d4c8d-6f6f-4e73-aa7b-f361fdf73733	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7bfe-b191-d4edb2089322	loss	NaN	gauge	\N	a2aa4dbf-a448-4ba5-b53b-94b9f0d5d743	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-73de-8e93-ea3cd0d40cf6	loss	NaN	gauge	\N	3ea1e379-6c34-40d4-91e8-aa5716b8c9b1	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-76a4-91ca-7b9d4f34b549	loss	NaN	gauge	\N	4e1ac4e8-388e-48fc-8d3d-787bed9859ce	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7915-9014-9f3705e2a235	loss	NaN	gauge	\N	74263f88-28e5-4793-8b0d-1b9c5bf54b7c	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7ae8-a795-47a3493fa2ee	loss	NaN	gauge	\N	2b44020b-576c-45a1-9d51-5e0ffca39e58	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7cf1-b7ba-dc3c7cbd877d	loss	NaN	gauge	\N	f3eaa211-5695-4143-8f2f-1763ca2965e4	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-70db-b624-cbec818b9469	loss	NaN	gauge	\N	b7b9bdb1-4823-46fd-bebf-5e1fbb9c44a3	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-78e2-a2cf-724092cae69c	loss	NaN	gauge	\N	8eb388b6-cbf3-44d0-acd1-ad31cb179b05	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7969-967c-34e0949456dc	loss	NaN	gauge	\N	f2c3c81e-e063-4650-bd67-23d3f9319a42	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-75e7-8fb0-65028e3702c7	loss	NaN	gauge	\N	d56d4ae3-77ad-4525-b27c-656d66c92d44	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-76d6-b595-6c25afeeda5e	loss	NaN	gauge	\N	b5f21da1-3ea6-47c3-baf1-291a9e07da36	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7e82-8d41-6b17d9dd944d	loss	NaN	gauge	\N	479ec44c-8407-4271-af17-d7058a827df2	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7852-b8d9-af7b492a1659	loss	NaN	gauge	\N	7481fe3f-665a-48e8-8968-5777fae40f57	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7b68-8cfc-fb8e8239fa80	loss	NaN	gauge	\N	710eb7de-1658-45e9-95d8-1b8a4d8bf423	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-752d-9691-45030aa0aeef	loss	NaN	gauge	\N	98de1779-45e2-4aab-a953-166c7a2d2b78	\N	2026-11-30 13:54:58.839+00
01a22cbc-c699-7baf-84fe-77ad9e8c7a2f	loss	NaN	gauge	\N	768e9557-7265-46cc-b366-0c07729571e6	\N	2026-11-30 13:54:58.839+00
01a22cbc-c69a-7e75-a025-e38f988eb375	loss	NaN	gauge	\N	382e690c-a655-4b1b-a48c-c8a73e95c8ec	\N	2026-11-30 13:54:58.839+00
01a22cbc-c69a-7838-b261-2ea4d47216f6	loss	NaN	gauge	\N	951f6bff-e58f-44c6-8147-dca670c4b8e1	\N	2026-11-30 13:54:58.839+00
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
01a22cbc-c750-7ed1-9f2d-17663dd9ae8a	leftovers	2026-11-30 13:54:59.019324+00	0.010785	done	{"more_left": false, "cancelled_jobs": 0, "forgotten_runs": 0, "forgotten_claims": 0, "forgotten_readings": 0, "withdrawn_interventions": 0}	\N	\N	service_role
01a22cbc-d23e-7761-9da9-c7135680e67b	overdue_interventions	2026-11-30 13:55:01.829616+00	0.016617	done	{"escalated": 0, "more_left": false}	\N	\N	service_role
01a22cbc-d28d-7730-bd0f-c3d401a46d7c	gpu_sessions	2026-11-30 13:55:01.921263+00	0.009861	done	{"due": 1}	\N	\N	service_role
01a22cbc-d2c4-7cdd-b775-54b98232fcd6	leftovers	2026-11-30 13:55:01.960155+00	0.010044	done	{"more_left": false, "cancelled_jobs": 0, "forgotten_runs": 0, "forgotten_claims": 0, "forgotten_readings": 0, "withdrawn_interventions": 0}	\N	\N	service_role
01a22cbc-d2e9-7817-b8a1-46ea83d47299	metric_partitions	2026-11-30 13:55:01.994797+00	0.000935	done	{"created": 0, "moved_rows": 0}	\N	\N	service_role
01a22cbc-d2f7-7add-95c6-ecb48c5b7afb	metrics_retention	2026-11-30 13:55:02.017169+00	0.005076	done	{"busy": 0, "dropped": 0, "more_left": false, "purged_rows": 0, "kept_unexported": 0, "forgotten_notices": 0}	\N	\N	service_role
01a22cbc-d318-75ab-9b86-73563bc1e320	archive	2026-11-30 13:55:02.042205+00	0.002881	done	{"busy": 0, "refused": {}, "archived": 0, "more_left": false}	\N	\N	service_role
01a22cbc-d326-7cad-9222-5b43bfabf9dc	execution_summary	2026-11-30 13:55:02.056326+00	0.015282	done	{}	\N	\N	service_role
01a22cbc-d340-7bfd-9a18-7676d1d7af7a	notices	2026-11-30 13:55:02.082365+00	0.005019	done	{"more_left": false, "forgotten_counts": 0, "overdue_executions": 0, "unknown_submissions": 0}	\N	\N	service_role
01a22cbc-d352-71df-be05-cfbd28f2030b	health_notices	2026-11-30 13:55:02.099546+00	0.075539	done	{"gone": 0, "found": 2}	\N	\N	service_role
01a22cbc-d3a8-7c3d-8e24-745c3e12a12a	integrity_notices	2026-11-30 13:55:02.186183+00	0.020561	done	{"gone": 0, "found": 0, "slices": 1, "more_left": false}	\N	\N	service_role
\.


--
-- Data for Name: _local_key; Type: TABLE DATA; Schema: vault; Owner: supabase_admin
--

COPY vault._local_key (passphrase) FROM stdin;
633eedd1ce6bf3f4c92b28cc1c5bae970d251094f45582289c276559fc4e24fe
\.


--
-- Data for Name: secrets; Type: TABLE DATA; Schema: vault; Owner: supabase_admin
--

COPY vault.secrets (id, name, description, secret, key_id, nonce, created_at, updated_at) FROM stdin;
1a60dc0b-97de-4e80-8adf-26305a4770c6	kaggle_store_generated_key_1	Encrypts secrets of kaggle_store	ww0EBwMC0q9rsDQE0Dhh0nEBRCtz6ZQFKDP/+zyVNO3BId8Yj5CAMHa+YjX0lUYJuKSWOyMjdHDI\ngHMJOMTT+HSUwkZdTWHYF9JQaRhzXKkfwaWDKVoiDBEka48GETrlWscjVvV906OZb41nk2kKfOef\nQc41sTnwC+qlZJif7RHx+w==	\N	\N	2026-11-30 13:54:55.859133+00	2026-11-30 13:54:55.859133+00
\.


--
-- Name: audit_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: postgres
--

SELECT pg_catalog.setval('public.audit_log_id_seq', 163, true);


--
-- PostgreSQL database dump complete
--

\unrestrict SoPI7WD6b2UUbBebtV4aev93xzWAN85WoXOcSYKR0h7hNtb2IbaAMz6TZ19VPis

set session_replication_role = origin;
select kaggle_store.adopt_audit_log();
update kaggle_store.clock set shift = '2026-11-30 13:55:13.453101+00:00'::timestamptz - pg_catalog.now();
