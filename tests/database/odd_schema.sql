-- Names and types that the project does not use, but that the generator must handle.
create type public.mood as enum ('so-so', 'it''s "fine"', 'back\slash');
create domain public.sku as varchar(12) not null check (value ~ '^[A-Z]{3}-[0-9]+$');
create domain public.short_sku as public.sku check (char_length(value) <= 7);
create type public.line as (sku public.sku, amount numeric(10, 2), notes text[]);

create table public.boxes (
    number bigint generated always as identity primary key,
    class text not null,
    "from" integer,
    "Größe (cm)" real,
    copy boolean not null default true,
    list text[],
    date date,
    moods public.mood[],
    mood public.mood not null,
    code public.short_sku,
    price numeric(6, 2) not null check (price > 0 and price < 1000),
    exact numeric,
    half smallint check (half between 1 and 5),
    kind text not null check (kind in ('round', 'square')),
    secret bytea,
    duration interval,
    doubled integer generated always as ("from" * 2) stored,
    hidden text,
    "order" text not null,
    constraint one_class_a_date unique (class, date),
    constraint superfluous unique (number, class)
);
comment on table public.boxes is 'Boxes, with """quotes""", a \backslash, and an end in "quotes"';
comment on column public.boxes.class is 'A name that Python keeps for itself.';
-- Comments must not decide which columns an insert or update takes.
comment on column public.boxes.half is E'First line.\n\nSecond paragraph, kept by the database.';
comment on column public.boxes.kind is 'Filled when left out.';
revoke all on public.boxes from public, anon, authenticated, service_role;
grant select, delete on public.boxes to service_role;
grant insert (
    class, "from", "Größe (cm)", copy, list, date, moods, mood, code, price, exact, half, kind,
    secret,
    duration, "order"
), update (class, price, half) on public.boxes to service_role;

create function public.fill_order() returns trigger
language plpgsql set search_path = '' as $$ begin new."order" := 'first'; return new; end $$;
create trigger fill_order before insert on public.boxes
for each row when (new."order" is null) execute function public.fill_order();

create view public.box_prices with (security_invoker = true) as
select class, price from public.boxes;
grant select on public.box_prices to service_role;

create function public.pack(line public.line, "class" text default null) returns void
language sql set search_path = '' as $$ select $$;
create function public.pack(lines public.line[]) returns setof public.line
language sql set search_path = '' as $$ select * from unnest(lines) $$;
create function public.pack(text) returns text language sql set search_path = '' as $$ select $1 $$;
create function public.hidden_from_clients() returns integer
language sql set search_path = '' as $$ select 1 $$;
revoke all on function public.hidden_from_clients() from public, anon, authenticated, service_role;
grant execute on function public.pack(public.line, text), public.pack(public.line[]),
    public.pack(text) to service_role;
