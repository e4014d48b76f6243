"""The tree of solutions: places, colours by score, the way to the best one."""

from __future__ import annotations

import random
import re
from xml.etree import ElementTree

import pytest

from kaggle_store.html._tree import MOST_NODES
from kaggle_store.html._tree_layout import places
from kaggle_store.html._tree_marks import letters_of
from kaggle_store.html.charts import Node, solution_tree

SVG = "{http://www.w3.org/2000/svg}"


def random_tree(size: int) -> dict[int, int | None]:
    rng = random.Random(size)
    return {
        node: rng.randrange(node) if node and rng.random() > 0.1 else None for node in range(size)
    }


@pytest.mark.parametrize("size", [1, 2, 50, 400])
def test_no_two_nodes_share_a_place(size: int) -> None:
    parents = random_tree(size)
    found = places(parents)
    assert len(set(found.values())) == len(found) == size
    for node, parent in parents.items():
        assert found[node][0] == (0 if parent is None else found[parent][0] + 1)


def test_edges_do_not_cross() -> None:
    parents = random_tree(300)
    found = places(parents)
    levels: dict[int, list[tuple[int, int]]] = {}
    for node, parent in parents.items():
        if parent is not None:
            levels.setdefault(found[node][0], []).append((found[node][1], found[parent][1]))
    for edges in levels.values():
        above = [parent for _, parent in sorted(edges)]
        assert above == sorted(above)


def test_cycles_and_unknown_parents_make_roots() -> None:
    found = places({"a": "b", "b": "a", "c": "c", "d": "missing", "e": "a"})
    assert found["a"][0] == found["b"][0] == found["c"][0] == found["d"][0] == 0
    assert found["e"][0] == 1


def test_deep_chain_is_placed() -> None:
    found = places({node: node - 1 if node else None for node in range(3000)})
    assert found[2999] == (2999, 0)


def opacities(svg: str) -> list[float]:
    return [float(each) for each in re.findall(r'fill-opacity="([\d.]+)"', svg.split("<text")[0])]


@pytest.mark.parametrize("direction", ["maximize", "minimize"])
def test_better_scores_are_fuller(direction: str) -> None:
    nodes = [Node(str(number), score=score) for number, score in enumerate((1, 2, 3, 4, 1e27))]
    found = opacities(solution_tree(nodes, direction=direction, label="Tree"))
    assert found == sorted(found, reverse=direction == "minimize")
    assert (min(found), max(found), len(set(found))) == (0.15, 1.0, 5)


def test_label_counts_nodes() -> None:
    nodes = [Node("a", score=0.5), Node("b", "a", failed=True), Node("c", "a", score=float("nan"))]
    svg = solution_tree(nodes, direction="maximize", label="Tree")
    label = ElementTree.fromstring(svg).get("aria-label")
    assert label == "Tree. 3 nodes, 1 failed, best 0.5."


def test_way_to_the_best_is_thick() -> None:
    nodes = [Node("a"), Node("b", "a", score=1.0), Node("c", "a", score=2.0)]
    svg = solution_tree(nodes, direction="maximize", label="Tree")
    root = ElementTree.fromstring(svg)
    [thick] = [each for each in root.iter(f"{SVG}path") if each.get("stroke-width") == "2.5"]
    assert thick.get("d", "").count("M") == 1


def test_without_direction_nothing_is_best() -> None:
    svg = solution_tree([Node("a", score=1.0), Node("b", score=2.0)], direction=None, label="Tree")
    assert "no best score" in svg
    assert 'stroke="var(--accent)"' not in svg


def test_derived_edge_is_dashed() -> None:
    nodes = [Node("a"), Node("b", "a"), Node("c", "a", is_derived=True)]
    svg = solution_tree(nodes, direction=None, label="Tree")
    assert svg.count("stroke-dasharray") == 1


def test_operators_have_letters_of_their_own() -> None:
    names = ["improve", "improve", "draft", "debug", "debug", "draft", "i", ""]
    assert letters_of(names) == {"improve": "i", "draft": "d", "debug": "de", "i": "i"}
    nodes = [Node("a", operator="draft"), Node("b", "a", operator="<improve>")]
    svg = solution_tree(nodes, direction=None, label="Tree")
    assert "d draft, &lt; &lt;improve&gt;" in svg
    crowded = [Node("a"), *(Node(str(number), "a", operator="debug") for number in range(90))]
    assert "debug" not in solution_tree(crowded, direction=None, label="Tree")


def test_open_leaf_has_a_dashed_ring() -> None:
    nodes = [Node("a"), Node("b", "a", is_open=True)]
    svg = solution_tree(nodes, direction=None, label="Tree")
    assert svg.count('stroke-dasharray="2 2"') == 2  # the node and the legend
    assert "open leaf" in svg


def test_links_make_a_group_with_names() -> None:
    svg = solution_tree([Node("a", href="#n1", title="#1 train.py")], direction=None, label="Tree")
    assert 'role="group"' in svg
    assert '<a href="#n1" aria-label="#1 train.py">' in svg
    alone = solution_tree(
        [Node("a", href="#n1", title="#1")], direction=None, label="Tree", standalone=True
    )
    assert 'role="img"' in alone
    assert "<a " not in alone


def test_large_tree_keeps_the_way_to_the_best() -> None:
    nodes = [Node(str(number), title=f"n{number}.") for number in range(MOST_NODES)]
    nodes += [Node("parent", title="parent"), Node("best", "parent", score=1.0, title="best")]
    svg = solution_tree(nodes, direction="maximize", label="Tree")
    assert "1,000 of 1,002 nodes drawn" in svg
    assert "<title>best</title>" in svg
    assert "<title>parent</title>" in svg
    assert "<title>n998.</title>" not in svg


def test_no_nodes_are_drawn_as_nothing() -> None:
    svg = solution_tree([], direction=None, label="Tree")
    assert ElementTree.fromstring(svg).get("aria-label") == "Tree. No nodes."


def test_broad_tree_grows_downwards() -> None:
    broad = [Node("a"), *(Node(str(number), "a") for number in range(20))]
    deep = [Node(str(number), str(number - 1)) for number in range(20)]
    for nodes in (broad, deep):
        root = ElementTree.fromstring(solution_tree(nodes, direction=None, label="Tree"))
        assert int(root.get("width", 0)) > int(root.get("height", 0))
