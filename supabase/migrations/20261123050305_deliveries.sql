-- Phase 5, deliveries: notifications of the outbox, sent by channels such as Slack or e-mail.
--
-- Writers: notifiers (`kaggle-store notify run`), through claim, start, finish and release.
-- Readers: people; store_health().
--
-- The channels are the encrypted setting notification.channels, which a notifier reveals once and
-- again when it changes. claim_deliveries() routes each new notification: it adds one delivery for
-- each channel that wants it. A delivery is claimed under a lease, by the database's clock:
--
--     pending   claimed or not; a claim that expires can be claimed again, and nothing is lost
--     sending   since start_delivery(), directly before the message leaves
--     sent, failed, withdrawn
--     unknown   the lease expired while sending: the message may have arrived. Never sent again by
--               itself, as it could arrive twice; store_health() reports it
--
-- A failed attempt makes it pending again, after a growing delay, until notification.attempts.
-- An intervention is locked before its notification, and that before its deliveries.

create type kaggle_store.delivery_status
    as enum ('pending', 'sending', 'sent', 'failed', 'unknown', 'withdrawn');
comment on type kaggle_store.delivery_status is
    'The state of a delivery: to be sent, being sent, sent, given up, interrupted while it was '
    'being sent, or no longer needed.';

create table public.notification_deliveries (
    id uuid primary key default kaggle_store.new_id(),
    notification_id uuid not null
        references public.intervention_notifications (id) on delete cascade,
    channel varchar(50) not null constraint a_channel_has_a_name check (channel <> ''),
    priority kaggle_store.intervention_priority not null,
    status kaggle_store.delivery_status not null default 'pending',
    attempts integer not null default 0 constraint attempts_are_counted check (attempts >= 0),
    next_attempt_at kaggle_store.moment not null default kaggle_store.now(),
    claim_id uuid,
    claimed_by varchar(200),
    claimed_until kaggle_store.moment,
    last_error varchar(1000),
    sent_at kaggle_store.moment,
    created_at kaggle_store.moment not null default kaggle_store.now(),
    constraint a_notification_has_one_delivery_per_channel unique (notification_id, channel),
    constraint sent_deliveries_say_when check ((status = 'sent') = (sent_at is not null)),
    constraint deliveries_are_sent_under_a_claim
        check (status <> 'sending' or (claim_id is not null and claimed_until is not null)),
    constraint names_have_no_control_characters check (
        kaggle_store.is_name(channel) and kaggle_store.is_name(claimed_by)
            and kaggle_store.is_name(last_error)
    )
);
comment on table public.notification_deliveries is 'A notification and a channel that sends it.';
comment on column public.notification_deliveries.id is 'The delivery''s id.';
comment on column public.notification_deliveries.notification_id is 'The notification.';
comment on column public.notification_deliveries.channel is
    'The channel''s name in the setting notification.channels.';
comment on column public.notification_deliveries.priority is
    'The priority of its notification when its channel was chosen: the most urgent is sent first.';
comment on column public.notification_deliveries.status is 'Its state.';
comment on column public.notification_deliveries.attempts is 'How often it was sent, or tried.';
comment on column public.notification_deliveries.next_attempt_at is
    'When a pending one is sent, at the earliest; first the time of its notification.';
comment on column public.notification_deliveries.claim_id is
    'The last claim; only its holder may write.';
comment on column public.notification_deliveries.claimed_by is 'The notifier of that claim.';
comment on column public.notification_deliveries.claimed_until is
    'When that claim expires; null when it has ended.';
comment on column public.notification_deliveries.last_error is
    'Why the last attempt failed, without addresses and secrets.';
comment on column public.notification_deliveries.sent_at is 'When the service took it.';
comment on column public.notification_deliveries.created_at is 'When its channel was chosen.';

-- "What is due by this channel?", in that order.
create index notification_deliveries_due
on public.notification_deliveries (channel, priority desc, next_attempt_at, id)
where status = 'pending';
-- "What was sent last?"
create index notification_deliveries_created_at on public.notification_deliveries (created_at);
-- "What is being sent?" and "what does this claim hold?"
create index notification_deliveries_claimed on public.notification_deliveries (claim_id)
where claimed_until is not null;
-- "What needs a person?"
create index notification_deliveries_unsent on public.notification_deliveries (created_at)
where status in ('failed', 'unknown');

create trigger lock_dependents before delete on public.intervention_notifications
for each row execute function kaggle_store.lock_dependents(
    'notification_deliveries', 'notification_id = ($1).id'
);

alter table public.notification_deliveries enable row level security;
create policy "people read deliveries" on public.notification_deliveries
for select to authenticated using (true);
revoke all on table public.notification_deliveries
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant select on table public.notification_deliveries to authenticated, service_role;

-- What is to be sent ------------------------------------------------------------------------------

create function kaggle_store.needs_sending(p_notification public.intervention_notifications)
returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
    select case when p_notification.notice_id is not null then
        p_notification.created_at > kaggle_store.now()
            - kaggle_store.policy('notification.send_within_hours') * interval '1 hour'
        and exists (
            select from public.notices
            where id = p_notification.notice_id and ended_at is null
        )
    else
        exists (
            select from public.human_interventions
            where id = p_notification.intervention_id and status in ('pending', 'escalated')
        )
        and not exists (
            select from public.intervention_notifications as later
            where later.intervention_id = p_notification.intervention_id
                and (later.created_at, later.id) > (p_notification.created_at, p_notification.id)
        )
    end
$$;
comment on function kaggle_store.needs_sending(public.intervention_notifications) is
    'Whether a notification is worth sending: the newest one of an open intervention, or a notice '
    'of the last week (notification.send_within_hours) that has not ended.';

create function kaggle_store.is_wanted(
    p_channel jsonb, p_kind text, p_priority text, p_assigned_to text
) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select coalesce(p_channel -> 'kinds' ? p_kind, true)
        and coalesce(p_channel -> 'priorities' ? p_priority, true)
        and (
            not p_channel ? 'assignees' or exists (
                select from jsonb_array_elements_text(p_channel -> 'assignees') as assignee
                where lower(assignee) = lower(p_assigned_to)
            )
        )
$$;
comment on function kaggle_store.is_wanted(jsonb, text, text, text) is
    'Whether a channel wants a notification: its kinds, priorities and assignees, where it has '
    'them, contain those of the notification.';

-- Several notifiers may route at once; each notification is routed by one. Where no channel wants
-- it, it has no deliveries.
create function kaggle_store.route_notifications(p_channels jsonb) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_new constant uuid[] := array(
        select id from public.intervention_notifications
        where routed_at is null and sent_at is null
        order by created_at, id limit 1000 for no key update skip locked
    );
begin
    insert into public.notification_deliveries (
        notification_id, channel, priority, next_attempt_at
    )
    select n.id, channel.name, coalesce(i.priority, s.priority), n.created_at
    from public.intervention_notifications as n
    left join public.human_interventions as i on i.id = n.intervention_id
    left join public.notices as s on s.id = n.notice_id
    cross join jsonb_each(p_channels) as channel (name, value)
    where n.id = any (v_new) and kaggle_store.needs_sending(n)
        and kaggle_store.is_wanted(
            channel.value, coalesce(s.kind::text, 'intervention'),
            coalesce(i.priority, s.priority)::text, i.assigned_to
        )
    order by n.created_at, n.id
    on conflict do nothing;
    update public.intervention_notifications set routed_at = kaggle_store.now()
    where id = any (v_new);
    return cardinality(v_new) = 1000;
end
$$;
comment on function kaggle_store.route_notifications(jsonb) is
    'Adds a delivery for each channel that wants a new notification, 1,000 notifications at the '
    'most; returns whether more may wait.';

-- The names of channels that something waits for are read from the index, one by one.
create function kaggle_store.withdraw_of_removed_channels(p_channels jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_removed constant varchar[] := array(
        with recursive waiting (channel) as (
            (
                select channel from public.notification_deliveries
                where status = 'pending' order by channel limit 1
            )
            union all
            select (
                select d.channel from public.notification_deliveries as d
                where d.status = 'pending' and d.channel > waiting.channel
                order by d.channel limit 1
            )
            from waiting where waiting.channel is not null
        )
        select channel from waiting where not p_channels ? channel
    );
begin
    update public.notification_deliveries
    set status = 'withdrawn', claimed_until = null,
        last_error = 'the channel is not in the setting notification.channels'
    where v_removed <> '{}' and id = any (array(
        select id from public.notification_deliveries
        where channel = any (v_removed) and status = 'pending'
            and (claimed_until is null or claimed_until <= kaggle_store.now())
        order by id limit 1000 for no key update skip locked
    ));
end
$$;
comment on function kaggle_store.withdraw_of_removed_channels(jsonb) is
    'Withdraws what waits for channels that are not there any more, 1,000 deliveries at the most.';

-- A text of any length becomes a message: services take a few thousand characters.
create function kaggle_store.message_of(p_notification public.intervention_notifications)
returns jsonb
language sql stable set search_path = pg_catalog, pg_temp set extra_float_digits = 1
as $$
    select jsonb_build_object(
        'reason', p_notification.reason,
        'kind', coalesce(s.kind::text, 'intervention'),
        'intervention_id', i.id,
        'notice_id', s.id,
        'title', coalesce(i.title, s.title),
        'description', left(i.description, 4000),
        'priority', coalesce(i.priority, s.priority),
        'assigned_to', i.assigned_to,
        'deadline', i.sla_deadline,
        'escalation_count', i.escalation_count,
        'timeout_action', i.timeout_action,
        'allowed_decisions', i.allowed_decisions,
        'proposal', left(i.proposal::text, 4000),
        'details', s.details,
        'execution', e.execution_name,
        'competition', c.title,
        'created_at', p_notification.created_at
    )
    from (values (p_notification.intervention_id, p_notification.notice_id))
        as n (intervention_id, notice_id)
    left join public.human_interventions as i on i.id = n.intervention_id
    left join public.notices as s on s.id = n.notice_id
    left join public.agent_executions as e on e.id = coalesce(i.execution_id, s.execution_id)
    left join public.competitions as c on c.id = e.competition_id
$$;
comment on function kaggle_store.message_of(public.intervention_notifications) is
    'What a notifier needs to write the message of a notification, as JSON.';

create function kaggle_store.check_channels(p_channels jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_wrong text;
begin
    perform kaggle_store.check_json('p_channels', p_channels, 262144, 4);
    if jsonb_typeof(p_channels) is distinct from 'object' then
        v_wrong := 'p_channels';
    else
        select coalesce(name || '.' || field.key, name) into v_wrong
        from jsonb_each(p_channels) as channel (name, value)
        left join lateral jsonb_each(
            case jsonb_typeof(channel.value) when 'object' then channel.value end
        ) as field (key, value) on true
        where not kaggle_store.is_name(name) or length(name) not between 1 and 50
            or jsonb_typeof(channel.value) <> 'object'
            or field.key not in ('kinds', 'priorities', 'assignees')
            or jsonb_typeof(field.value) <> 'array'
        order by 1 limit 1;
    end if;
    if v_wrong is not null then
        raise exception using errcode = 'KS370',
            message = format('the filters of the channels are invalid: %s', left(v_wrong, 200)),
            detail = jsonb_build_object('field', left(v_wrong, 200))::text,
            hint = 'Give an object: a name of 1 to 50 characters to an object with arrays of '
                'kinds, priorities and assignees, each optional.';
    end if;
end
$$;
comment on function kaggle_store.check_channels(jsonb) is
    'Refuses filters of channels that are no object of objects of arrays (KS370).';

-- Claims ------------------------------------------------------------------------------------------

-- What is not claimed and no longer needed, or of a channel that was removed, ends here. A notifier
-- claims for each channel by itself, so that a channel that does not respond delays no other.
create function public.claim_deliveries(
    p_claim_id uuid, p_notifier text, p_channels jsonb, p_channels_updated_at timestamptz,
    p_channel text default null, p_limit integer default 20,
    p_lease_seconds double precision default 60
) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := kaggle_store.now();
    v_until constant timestamptz := kaggle_store.lease_expiry(p_lease_seconds);
    v_limit constant integer := least(greatest(p_limit, 0), 100);
    v_due uuid[];
    v_more boolean := false;
begin
    perform kaggle_store.check_claimant(p_claim_id, p_notifier, 'notifier');
    perform kaggle_store.check_channels(p_channels);
    if p_channels_updated_at is distinct from (
        select updated_at from public.configurations where config_key = 'notification.channels'
    ) then
        return '{"is_current": false, "more_left": false, "deliveries": []}';
    end if;
    update public.notification_deliveries
    set status = 'unknown', claimed_until = null,
        last_error = 'interrupted while it was being sent: it may have arrived'
    where id = any (array(
        select id from public.notification_deliveries
        where claimed_until <= v_now and status = 'sending'
        order by id for no key update skip locked
    ));
    if p_channels <> '{}' then
        v_more := kaggle_store.route_notifications(p_channels);
    end if;
    perform kaggle_store.withdraw_of_removed_channels(p_channels);
    v_due := array(
        select due.id from jsonb_object_keys(p_channels) as channel (name)
        cross join lateral (
            select id, priority, next_attempt_at from public.notification_deliveries
            where channel = channel.name and status = 'pending' and next_attempt_at <= v_now
                and (claimed_until is null or claimed_until <= v_now)
            order by priority desc, next_attempt_at, id limit v_limit
            for no key update skip locked
        ) as due
        where p_channel is null or channel.name = p_channel
        order by due.priority desc, due.next_attempt_at, due.id limit v_limit
    );
    with due as materialized (
        select d.id, kaggle_store.needs_sending(n) as is_needed
        from public.notification_deliveries as d
        join public.intervention_notifications as n on n.id = d.notification_id
        where d.id = any (v_due)
    )
    update public.notification_deliveries as d
    set status = case when due.is_needed then 'pending'
            else 'withdrawn' end::kaggle_store.delivery_status,
        claim_id = p_claim_id, claimed_by = p_notifier,
        claimed_until = case when due.is_needed then v_until end
    from due where d.id = due.id;
    return jsonb_build_object(
        'is_current', true,
        'more_left', v_more or (cardinality(v_due) = v_limit and v_limit > 0),
        'deliveries', (
            select coalesce(jsonb_agg(
                jsonb_build_object(
                    'id', d.id, 'channel', d.channel, 'attempts', d.attempts, 'message',
                    kaggle_store.message_of(n)
                ) order by d.priority desc, d.next_attempt_at, d.id
            ), '[]')
            from public.notification_deliveries as d
            join public.intervention_notifications as n on n.id = d.notification_id
            where d.claim_id = p_claim_id and d.claimed_until > v_now and d.status = 'pending'
        )
    );
end
$$;
comment on function public.claim_deliveries(
    uuid, text, jsonb, timestamptz, text, integer, double precision
) is
    'Claims up to p_limit (100 at the most) due deliveries of p_channel, or of all channels, under '
    'the claim p_claim_id for p_lease_seconds (0.05 to 86400), and returns them, the most urgent '
    'first, with what their messages need. p_channels has the name and the filters of every '
    'channel, without its address; p_channels_updated_at is the updated_at of the setting '
    'notification.channels that they are from: if it has changed since, is_current is false and '
    'nothing is claimed. New notifications are routed first, also where p_limit is 0. Deliveries '
    'whose lease expired while they were being sent become unknown. A repeat with the same id '
    'returns what it holds, and may claim more.';

create function kaggle_store.hold_delivery(p_id uuid, p_claim_id uuid)
returns public.notification_deliveries
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_delivery public.notification_deliveries;
begin
    select * into v_delivery from public.notification_deliveries where id = p_id
    for no key update;
    perform kaggle_store.check_holder(
        row(
            'notification_deliveries', p_id, v_delivery.claim_id, v_delivery.claimed_by,
            v_delivery.claimed_until
        )::kaggle_store.held_lease,
        p_claim_id, true
    );
    return v_delivery;
end
$$;
comment on function kaggle_store.hold_delivery(uuid, uuid) is
    'Locks a delivery and returns it; refuses a claim that is not its last one (KS210), also where '
    'the delivery was withdrawn.';

create function public.start_delivery(
    p_id uuid, p_claim_id uuid, p_lease_seconds double precision default 60
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_until constant timestamptz := kaggle_store.lease_expiry(p_lease_seconds);
    v_delivery constant public.notification_deliveries := kaggle_store.hold_delivery(
        p_id, p_claim_id
    );
    v_is_needed constant boolean := (
        select kaggle_store.needs_sending(n) from public.intervention_notifications as n
        where n.id = v_delivery.notification_id
    );
begin
    if v_delivery.status = 'sending' then
        update public.notification_deliveries set claimed_until = v_until where id = p_id;
        return true;
    elsif v_delivery.status <> 'pending' then
        return false;
    elsif v_delivery.claimed_until is null or v_delivery.claimed_until <= kaggle_store.now() then
        perform kaggle_store.hold_delivery(p_id, null);
    end if;
    update public.notification_deliveries
    set status = case when v_is_needed then 'sending'
            else 'withdrawn' end::kaggle_store.delivery_status,
        attempts = attempts + v_is_needed::integer,
        claimed_until = case when v_is_needed then v_until end
    where id = p_id;
    return v_is_needed;
end
$$;
comment on function public.start_delivery(uuid, uuid, double precision) is
    'Marks a claimed delivery as being sent, for p_lease_seconds, and returns true: call it '
    'directly before the message is sent, and finish_delivery() afterwards. Returns false where '
    'the message is no longer needed. Refused once the claim is lost (KS210). A repeat returns '
    'the same, and the lease begins again.';

create function public.finish_delivery(
    p_id uuid, p_claim_id uuid, p_error text default null
) returns setof public.notification_deliveries
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_notification_id constant uuid := (
        select notification_id from public.notification_deliveries where id = p_id
    );
    v_delivery public.notification_deliveries;
    v_end kaggle_store.delivery_status := 'sent';
begin
    perform from public.human_interventions
    where id = (
        select intervention_id from public.intervention_notifications
        where id = v_notification_id
    )
    for no key update;
    perform from public.intervention_notifications where id = v_notification_id for no key update;
    v_delivery := kaggle_store.hold_delivery(p_id, p_claim_id);
    if v_delivery.status in ('sending', 'unknown') then
        if p_error is not null then
            v_end := case
                when v_delivery.attempts >= kaggle_store.policy('notification.attempts')
                    then 'failed'
                else 'pending'
            end;
        end if;
        update public.notification_deliveries
        set status = v_end, claimed_until = null,
            sent_at = case when v_end = 'sent' then kaggle_store.now() end,
            last_error = left(regexp_replace(
                p_error, '[\u0001-\u001f\u007f-\u009f\u2028\u2029]+', ' ', 'g'
            ), 1000),
            next_attempt_at = kaggle_store.now() + kaggle_store.retry_delay(attempts)
        where id = p_id;
        if v_end = 'sent' then
            perform public.confirm_notification(v_notification_id, v_delivery.channel);
        end if;
    end if;
    return query select * from public.notification_deliveries where id = p_id;
end
$$;
comment on function public.finish_delivery(uuid, uuid, text) is
    'Records the outcome of a delivery that was being sent, and returns it: sent, or with p_error '
    'pending again after a growing delay, until notification.attempts, when it has failed. '
    'Refused once the claim is lost (KS210). A repeat is harmless.';

create function public.release_deliveries(p_claim_id uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_released bigint;
begin
    update public.notification_deliveries set claimed_until = null
    where id = any (array(
        select id from public.notification_deliveries
        where claim_id = p_claim_id and claimed_until is not null and status = 'pending'
        order by id for no key update
    ));
    get diagnostics v_released = row_count;
    return v_released;
end
$$;
comment on function public.release_deliveries(uuid) is
    'Gives back the deliveries of a claim that are not being sent, and returns how many. A repeat '
    'is harmless.';

create function public.resolve_deliveries(
    p_send_again boolean, p_ids uuid[] default null, p_channel text default null
) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_resolved bigint;
begin
    update public.notification_deliveries
    set status = case when p_send_again then 'pending'
            else 'withdrawn' end::kaggle_store.delivery_status,
        attempts = 0, next_attempt_at = kaggle_store.now(), claim_id = null, claimed_until = null
    where id = any (array(
        select id from public.notification_deliveries
        where status in ('failed', 'unknown') and (p_ids is null or id = any (p_ids))
            and (p_channel is null or channel = p_channel)
        order by id for no key update
    ));
    get diagnostics v_resolved = row_count;
    return v_resolved;
end
$$;
comment on function public.resolve_deliveries(boolean, uuid[], text) is
    'Sends failed and unknown deliveries again, from their first attempt, or withdraws them: those '
    'with these ids, or of this channel, or all. An unknown one may arrive twice. Returns how '
    'many. A repeat is harmless.';

revoke all on function
kaggle_store.needs_sending(public.intervention_notifications),
kaggle_store.is_wanted(jsonb, text, text, text), kaggle_store.route_notifications(jsonb),
kaggle_store.withdraw_of_removed_channels(jsonb),
kaggle_store.message_of(public.intervention_notifications), kaggle_store.check_channels(jsonb),
public.claim_deliveries(uuid, text, jsonb, timestamptz, text, integer, double precision),
kaggle_store.hold_delivery(uuid, uuid),
public.start_delivery(uuid, uuid, double precision),
public.finish_delivery(uuid, uuid, text), public.release_deliveries(uuid),
public.resolve_deliveries(boolean, uuid[], text)
from public, anon, authenticated, service_role, admin, kaggle_worker;
grant execute on function
public.claim_deliveries(uuid, text, jsonb, timestamptz, text, integer, double precision),
public.start_delivery(uuid, uuid, double precision),
public.finish_delivery(uuid, uuid, text), public.release_deliveries(uuid),
public.resolve_deliveries(boolean, uuid[], text)
to service_role, admin;

-- Generated by `make models`: this file's name, and the SHA-256 of the text above.
insert into kaggle_store.installed (name, sha256) values (
    '20261123050305_deliveries',
    'd3587da90045ccbc1eff09fee5a53aa34323d822453735130ffd6cf3a83f4291'
);
