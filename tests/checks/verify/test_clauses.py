"""What each clause lets come out, and what it does not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import Contract, ContractError, HandOff, check

STOCK = """sku,name,price,currency,added
A-01,"Kettle, large",40.00,EUR,2024-03-01
A-02,Toaster,35.50,GBP,2023-11-20
A-03,Lamp,12.25,EUR,2024-01-05
A-04,Rug,80.10,EUR,2022-07-30
"""

NOTES = """# Minutes

## Budget
We spend 400 EUR on chairs.
Nobody objected.

## Dates
The next meeting is on 3 May 2025.

## Hall
The hall has 80 seats and must not be locked.
"""


def judged(contract, before, after, name="stock.csv", to=None):
    return check(HandOff.of({name: before}, {to or name: after}, contract=contract))


def passes(*args, **names):
    verdict = judged(*args, **names)
    assert verdict.outcome == "pass", verdict.findings
    return verdict


def fails(*args, saying="", **names):
    verdict = judged(*args, **names)
    assert verdict.outcome != "pass"
    assert any(saying in finding.message for finding in verdict.findings), verdict.findings
    return verdict


SCALED = STOCK.replace("40.00", "35.60").replace("12.25", "10.90").replace("80.10", "71.29")
SCALE = """scale(price, 0.89, digits=2, where='currency == "EUR"')"""


class TestScale:
    def test_as_told(self):
        passes(SCALE, STOCK, SCALED)

    def test_one_that_is_wrong_is_told_with_its_rule_and_both_places(self):
        (finding,) = fails(SCALE, STOCK, SCALED.replace("71.29", "71.92"), saying="71.29").findings
        assert finding.standing == "forbidden"
        assert finding.message.startswith("scale(")
        assert finding.before.text == "A-04,Rug,80.10,EUR,2022-07-30"
        assert finding.after.text == "A-04,Rug,71.92,EUR,2022-07-30"

    def test_one_too_many(self):
        fails(SCALE, STOCK, SCALED.replace("35.50", "31.60"), saying="35.50")

    def test_one_forgotten(self):
        fails(SCALE, STOCK, SCALED.replace("10.90", "12.25"))

    def test_times(self):
        before = "id,start\n1,2024-05-01T23:45\n2,2024-05-02T08:00\n"
        contract = {"clauses": [{"scale": {"field": "start", "offset": "30 min"}}]}
        passes(contract, before, "id,start\n1,2024-05-02T00:15\n2,2024-05-02T08:30\n")
        fails(contract, before, "id,start\n1,2024-05-01T00:15\n2,2024-05-02T08:30\n")


class TestOrder:
    def test_sorted(self):
        head, a, b, c, d = STOCK.splitlines(keepends=True)
        passes("reorder(by=added)", STOCK, head + d + b + c + a)
        fails("reorder(by=added)", STOCK, head + d + c + b + a, saying="another place")
        fails("reorder(by=added)", STOCK, head + d + b + a)

    def test_descending_and_ties_keep_their_order(self):
        head, a, b, c, d = STOCK.splitlines(keepends=True)
        passes("reorder(by=[currency], descending=true)", STOCK, head + b + a + c + d)
        fails("reorder(by=[currency], descending=true)", STOCK, head + b + c + a + d)

    @given(st.permutations(range(4)))
    def test_any_order_where_it_is_free(self, order):
        head, *rows = STOCK.splitlines(keepends=True)
        passes("allow(order)", STOCK, head + "".join(rows[i] for i in order))


class TestRecords:
    def test_filter(self):
        kept = "".join(line for line in STOCK.splitlines(keepends=True) if "GBP" not in line)
        passes("""filter('currency == "EUR"')""", STOCK, kept)
        fails("""filter('currency == "EUR"')""", STOCK, STOCK, saying="Toaster")
        fails("""filter('currency == "EUR"')""", STOCK, kept.replace("Lamp", "Lamps"), saying="Lamps")

    def test_set(self):
        contract = """set(name, 'Rug, blue', where='sku == "A-04"')"""
        passes(contract, STOCK, STOCK.replace("Rug", '"Rug, blue"'))
        fails(contract, STOCK, STOCK.replace("Rug", '"Rug, red"'))
        fails(contract, STOCK, STOCK)

    def test_new_column(self):
        contract = "annotate(total, value='round(price * 1.2, 2)')"
        rows = ["sku,name,price,currency,added,total", 'A-01,"Kettle, large",40.00,EUR,2024-03-01,48.00',
                "A-02,Toaster,35.50,GBP,2023-11-20,42.60", "A-03,Lamp,12.25,EUR,2024-01-05,14.70",
                "A-04,Rug,80.10,EUR,2022-07-30,96.12"]  # fmt: skip
        passes(contract, STOCK, "\n".join(rows))
        fails(contract, STOCK, "\n".join(rows).replace("42.60", "42.66"), saying="42.60")
        fails(contract, STOCK, "\n".join(rows).replace("Lamp", "Lump"))

    def test_new_field_where_records_lack_some(self):
        records = [{"id": "S1", "ph": 7.4}, {"id": "S2", "net": 12.5}, {"id": "S3", "ph": 6.9, "net": 0.4}]
        before = "\n".join(map(json.dumps, records))
        marked = [record | {"mark": "over" if record.get("net", 0) > 10 else "ok"} for record in records]
        contract = """annotate(mark, value='if(net > 10, "over", "ok")')"""
        name = "samples.jsonl"
        passes(contract, before, "\n".join(map(json.dumps, marked)), name)
        marked[2]["net"] = 0.3
        fails(contract, before, "\n".join(map(json.dumps, marked)), name, saying="0.3")

    def test_split(self):
        head, a, b, c, d = STOCK.splitlines(keepends=True)
        files = {"EUR.csv": head + a + c + d, "GBP.csv": head + b}
        contract = "split(by=currency, files='{}.csv')"
        assert check(HandOff.of({"stock.csv": STOCK}, files, contract=contract)).outcome == "pass"
        swapped = {"EUR.csv": head + a + c, "GBP.csv": head + b + d}
        assert check(HandOff.of({"stock.csv": STOCK}, swapped, contract=contract)).outcome == "fail"

    def test_convert(self):
        rows = [
            {"id": "A-01", "price": 40.0, "euro": True}, {"id": "A-02", "price": 35.5, "euro": False},
            {"id": "A-03", "price": 12.25, "euro": True}, {"id": "A-04", "price": 80.1, "euro": True},
        ]  # fmt: skip
        contract = Contract.convert(
            to="stock.json", fields={"id": "sku", "price": "number(price)", "euro": 'currency == "EUR"'}
        )
        passes(contract, STOCK, json.dumps(rows), to="stock.json")
        rows[1]["price"] = 53.5
        fails(contract, STOCK, json.dumps(rows), to="stock.json", saying="35.5")
        del rows[2]
        fails(contract, STOCK, json.dumps(rows), to="stock.json", saying="A-03")

    def test_totals(self):
        contract = Contract.extract(
            fields={"currency": "currency", "n": "count()", "sum": "sum(price)"},
            group="currency",
            total="all",
        )
        passes(contract, STOCK, "currency,n,sum\nEUR,3,132.35\nGBP,1,35.50\nall,4,167.85\n")
        fails(contract, STOCK, "currency,n,sum\nEUR,3,132.53\nGBP,1,35.50\nall,4,167.85\n", saying="132.35")


class TestText:
    def test_rename_leaves_longer_names_alone(self):
        before = "call load(x)\nreload(x)\nload_all(x)\n"
        passes("rename({load: fetch})", before, "call fetch(x)\nreload(x)\nload_all(x)\n", name="a.txt")
        fails("rename({load: fetch})", before, "call fetch(x)\nrefetch(x)\nload_all(x)\n", name="a.txt")
        fails("rename({load: fetch})", before, before, name="a.txt")

    def test_delete_and_insert_lines(self):
        contract = """delete(at='line "Nobody"') & insert("All agreed.", after='line "400 EUR"')"""
        passes(contract, NOTES, NOTES.replace("Nobody objected.", "All agreed."), name="n.txt")
        fails(contract, NOTES, NOTES.replace("Nobody objected.", "All agreed?"), name="n.txt")
        fails(contract, NOTES, NOTES.replace("Nobody", "All agreed.\nNobody"), name="n.txt")

    def test_only_one_place_may_change(self):
        contract = """only(at='line "400 EUR"')"""
        passes(contract, NOTES, NOTES.replace("chairs", "tables and lamps"), name="n.txt")
        fails(contract, NOTES, NOTES.replace("80 seats", "90 seats"), name="n.txt", saying="90")

    def test_a_rewritten_place_keeps_its_facts(self):
        contract = """rewrite(at='line "400 EUR"')"""
        passes(
            contract,
            NOTES,
            NOTES.replace("We spend 400 EUR on chairs.", "Chairs will cost us 400 EUR."),
            name="n.txt",
        )
        fails(
            contract,
            NOTES,
            NOTES.replace("We spend 400 EUR on chairs.", "Chairs will cost us 440 EUR."),
            name="n.txt",
        )
        fails(contract, NOTES, NOTES.replace("We spend 400 EUR on chairs.\n", ""), name="n.txt")

    def test_a_summary_invents_nothing(self):
        contract = "summarize(max_words=12, must_keep='3 May')"
        passes(contract, NOTES, "400 EUR for chairs; next meeting 3 May 2025.", name="n.md", to="s.txt")
        fails(contract, NOTES, "450 EUR for chairs; next meeting 3 May 2025.", name="n.md", to="s.txt")
        fails(contract, NOTES, "400 EUR for chairs.", name="n.md", to="s.txt", saying="3 May")
        fails(contract, NOTES, "word " * 13 + "3 May", name="n.md", to="s.txt", saying="words")


class TestFit:
    @pytest.mark.parametrize(
        ("contract", "told"),
        [
            ("scale(prise, 2)", "'price'"),
            ("""filter('curency == "EUR"')""", "'currency'"),
            ("only(at='file stok.csv')", "'stock.csv'"),
            ("only(at='field nmae')", "'name'"),
            ("only(at='line \"A-01,Kettel\"')", "A-01"),
            ("rename({Tostaer: Grill})", "Tostaer"),
        ],
    )
    def test_what_is_not_there_is_an_error_before_any_check(self, contract, told):
        with pytest.raises(ContractError, match=told):
            judged(contract, STOCK, STOCK)

    def test_an_inferred_contract_that_does_not_fit_is_no_mistake_of_the_caller(self):
        contract = Contract.from_dict({"clauses": ["scale(prise, 2)"], "source": "inferred"})
        assert judged(contract, STOCK, STOCK).outcome == "warn"


@given(st.integers(0, len(STOCK) - 1), st.sampled_from("0123456789"))
def test_no_changed_digit_outside_the_scope_passes(position, digit):
    if not STOCK[position].isdigit() or STOCK[position] == digit:
        return
    changed = STOCK[:position] + digit + STOCK[position + 1 :]
    assert (
        judged("""set(name, Rug2, where='sku == "A-04"')""", STOCK, changed.replace("Rug", "Rug2")).outcome
        == "fail"
    )


def test_large_tables_take_time_in_proportion():
    rows = "".join(f"K-{i:06},thing {i},{i / 7:.2f},EUR,2024-01-01\n" for i in range(20_000))
    before = "sku,name,price,currency,added\n" + rows
    lines = before.splitlines(keepends=True)
    verdict = judged("allow(order)", before, lines[0] + "".join(reversed(lines[1:])))
    assert verdict.outcome == "pass"
    assert verdict.elapsed_ms < 20_000


@pytest.mark.parametrize(
    ("source", "result", "told"),
    [
        ("Take 12.5 mg of it.", "Take 2.5 mg of it.", "2.5 mg"),
        ("The load is 40 kg.", "The load is 40 mm.", "given in kg"),
        ("Dr Okafor signed.", "It was signed by Dr Okafro.", "Okafor"),
        ("It opens at 10:20.", "It opens at 10:40.", "10:40"),
    ],
)
def test_a_free_text_keeps_values_units_and_names_as_they_are(source, result, told):
    fails("summarize()", source, result, name="a.txt", to="b.txt", saying=told)


def test_a_free_text_may_write_a_time_or_a_number_otherwise():
    passes(
        "summarize()", "It opens at 10:20 for 3 days.", "From 10.20, three days.", name="a.txt", to="b.txt"
    )


class TestMarkdown:
    TEXT = "# List\n\n- ask Ida\n- pay 40 EUR\n\n| no | sum |\n|----|-----|\n| 1  | 20  |\n"

    def test_bullets_and_rules_are_layout(self):
        other = (
            self.TEXT.replace("- ask", "* ask").replace("- pay", "* pay").replace("|----|-----|", "|---|---|")
        )
        passes("allow(layout)", self.TEXT, other, name="list.md")

    def test_what_stands_behind_a_bullet_is_not(self):
        fails(
            "allow(layout)", self.TEXT, self.TEXT.replace("- pay 40", "* pay 41"), name="list.md", saying="41"
        )
        fails("allow(layout)", self.TEXT, self.TEXT.replace("- pay", "-1 pay"), name="list.md")
        fails("allow(layout)", self.TEXT, self.TEXT.replace("|----|-----|", "|----|"), name="list.md")

    def test_only_there(self):
        fails("allow(layout)", "- 40\n", "+ 40\n", name="sums.txt")


def test_a_record_that_is_partly_free_is_missed_and_an_empty_value_may_be_filled():
    before = "no,note\n1,\n2,paid\n3,\n"
    passes("only(field note)", before, "no,note\n1,seen\n2,open\n3,\n")
    fails("only(field note)", before, "no,note\n1,seen\n3,\n", saying="is missing")


def test_comments_in_data_may_be_translated():
    before = "-- Kunden\nINSERT INTO k VALUES (1, 'Ida');\n-- Zahlungen\nINSERT INTO z VALUES (1, 40);\n"
    after = before.replace("Kunden", "Customers").replace("Zahlungen", "Payments")
    passes("translate(English, at=kind comment)", before, after, name="a.sql")
    fails("translate(English, at=kind comment)", before, after.replace("40", "41"), name="a.sql", saying="41")


def test_the_last_records_of_a_list_go_with_their_commas():
    rows = [{"no": n, "sum": n * 10} for n in range(1, 6)]
    before, after = json.dumps(rows, indent=2), json.dumps(rows[:2], indent=2)
    passes("filter(no <= 2)", before, after, name="a.json")
    fails("filter(no <= 2)", before, after.replace("20", "21"), name="a.json", saying="21")
