"""Which names a project's own migrations leave taken."""

from __future__ import annotations

import pytest

from kaggle_store.install.scan import taken_names


def left(*texts: str) -> set[str]:
    files = [(f"{number}.sql", text) for number, text in enumerate(texts)]
    return {f"{taken.kind} {taken.name}" for taken in taken_names(files)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("create table competitions (id int)", "table competitions"),
        ("CREATE  TABLE\nIF NOT EXISTS Public.Competitions (id int)", "table competitions"),
        ('create unlogged table "public"."competitions" (id int)', "table competitions"),
        ('create table "Competitions" (id int)', "table Competitions"),
        ("create or replace view public.v as select 1", "view v"),
        ("create materialized view v as select 1", "materialized view v"),
        ("create type mood as enum ('a')", "type mood"),
        ("create domain email as text", "domain email"),
        ("create function public.f(a int) returns int as 'select 1' language sql", "function f"),
        ("create sequence s; create temp table t (id int)", "sequence s"),
        ("create unique index concurrently i on only public.t (id)", "index i"),
        ("create schema if not exists kaggle_store", "schema kaggle_store"),
        ("create role admin nologin", "role admin"),
        ("do $$ begin create role admin; exception when others then null; end $$", "role admin"),
        ("do language plpgsql $x$ begin create type t as enum ('a'); end $x$", "type t"),
        ("create table competitions (it text default 'it''s -- no comment')", "table competitions"),
    ],
)
def test_created_names_are_taken(text: str, found: str) -> None:
    assert left(text + ";") == {found}


@pytest.mark.parametrize(
    "text",
    [
        "-- create table t (id int);",
        "/* create table t (id int); */",
        "select 'create table t (id int);'",
        r"select E'it\'s create table t (id int);'",
        "create temporary table t (id int)",
        "create table private.t (id int)",
        "create index i on private.t (id)",
        "create index on t (id)",
        "alter table t add column id int",
    ],
)
def test_other_text_takes_no_names(text: str) -> None:
    assert left(text) == set()


def test_function_bodies_take_no_names() -> None:
    body = "create function f() returns void as $f$ create table t (id int); $f$ language sql;"
    assert left(body) == {"function f"}


@pytest.mark.parametrize(
    ("later", "found"),
    [
        ("drop table t", set()),
        ("drop table if exists public.t, other cascade", set()),
        ("alter table t rename to t2", {"table t2", "index i"}),
        ("alter table public.t set schema old", set()),
        ("alter table t rename column id to id2", {"table t", "index i"}),
        ("alter table t rename to t2; drop table t2", set()),
        ("drop table private.t", {"table t", "index i"}),
        ("alter index i rename to i2", {"table t", "index i2"}),
    ],
)
def test_later_statements_free_names(later: str, found: set[str]) -> None:
    assert left("create table t (id int); create index i on t (id);", later) == found


def test_functions_are_dropped_by_name() -> None:
    made = "create function f(a numeric(5, 2)) returns int as 'x'; create function g() as 'x';"
    assert left(made, "drop function f(numeric(5, 2)), g()") == set()


def test_table_moved_into_public_is_taken() -> None:
    assert left("alter table private.t set schema public;") == {"table t"}


def test_last_file_that_takes_a_name_is_reported() -> None:
    texts = ("create table t ();", "drop table t;", "create table t ();")
    files = [(f"{number}.sql", text) for number, text in enumerate(texts)]
    assert [taken.where for taken in taken_names(files)] == ["2.sql"]
