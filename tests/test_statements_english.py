"""English as newspapers, courts, sport, business, science and local news print it, on invented sentences.

Each sentence marks its statement: content in [ ] (two pieces where a cue stands between), cue in { }, source in < >,
then the act. What stands in no marks must be left out.
"""

from __future__ import annotations

import re

import pytest

from recoupe.model import Attribution, SectionKind
from recoupe.parse.weights import network
from speaking import heard

pytestmark = pytest.mark.skipif(network("en") is None, reason="no English parser is installed")
MARKS = re.compile(r"[\[\]{}<>]")


def read(text: str, kind: SectionKind = "body") -> tuple[Attribution, ...]:
    return heard(text, "en", kind)[1].attributions


def marked(example: str, opening: str, closing: str) -> list[str]:
    return [
        MARKS.sub("", m).strip(" ,.") for m in re.findall(re.escape(opening) + "(.*?)" + re.escape(closing), example)
    ]


def plain(words: str | None) -> str:
    return " ".join(re.findall(r"\w+", (words or "").lower()))


SAYINGS = [
    # the cue behind, inverted, between
    ("“[The harbour wall held all night],” {said} <port manager Lena Holt>.", "says"),
    ("“[The wall held],” <Holt> {told} reporters, “[but the crane did not].”", "says"),
    ("[The harbour], <Ms. Holt> {said}, [will open again on Friday].", "says"),
    ("[It is no accident], <Mr. Doyle> {said}, [that the cranes stood still].", "says"),
    ("[Unless the wall is mended], <engineers> {say}, [the town could flood].", "says"),
    ("“[We were flat],” {admitted} <captain Joe Marsh> after the 3-0 defeat.", "says"),
    ("“[Nobody],” {said} <the clerk>, “[was hurt].”", "says"),
    ("“[But why]?” <reporter Ann Tully> {asked} him.", "asks"),
    ("“[Who pays for it]?” {asked} <councillor Dev Patel>.", "asks"),
    ("“[What a night]!” <Marsh> {joked}.", "says"),
    ("[The pool would stay shut until June], <his deputy, Carl Benn>, {told} the Evening Post.", "says"),
    ("[The bug was found in March], <a spokeswoman, Irene Falk>, {said} Monday, [and it was mended in May].", "says"),
    ("[The lease ends in May], <the letter> {states}.", "says"),
    ("As <the mayor> {put it}, “[nobody asked us].”", "says"),
    # the cue in front
    ("On Sunday, <Carla Munro, the club's chairwoman>, {called on} [the league to replay the match].", "demands"),
    ("After the match, <he> {said} [he was proud of his side].", "says"),
    ("When the talks broke down, <the union> {said} [its members would walk out].", "announces"),
    ("<Mr. Ortiz>, who runs a farm near the dam, {said} [his fields were dry].", "says"),
    ("<The union> {said} [low pay and the ban on leave had driven its members out].", "says"),
    ("<Engineers> {say} [that the dam, and a dozen like it, need new gates].", "says"),
    ("<The clerk> {said} Monday [her biggest worry is that the files are gone].", "says"),
    ("<Half> {said} [they never take the bus].", "says"),
    ("<Some> {are quietly saying} [it is time for a new coach].", "says"),
    ("<He> {used to boast} [that nobody could beat him].", "says"),
    ("<The treasurer> {said} [that she had signed the bill], but warned against haste.", "says"),
    ("<The coach>, asked about the injury, {said}: “[He will be fine].”", "says"),
    ("<The company> {said} in a statement [it had recalled the heaters].", "says"),
    ("<Chief executive Mia Lund> {said} on Twitter [that the outage was over].", "says"),
    ("<Neighbours> {told} the paper [they had heard two shots].", "says"),
    ("<Police> {told} [residents to stay indoors].", "demands"),
    ("[The two men jumped off the barge], <Bay News> {reports}.", "says"),
    # courts and science
    ("<Judge Amara Diallo> {ruled} [that the evidence was inadmissible].", "says"),
    ("<The jury> {found} [that the driver had been negligent].", "says"),
    ("The court {heard} [that the knife was never found].", "says"),
    ("<Prosecutors> {allege} [that the accountant hid two million dollars].", "says"),
    ("<Researchers> {found} [that bees sleep less in warm springs].", "says"),
    ("<The study>, published on Tuesday, {suggests} [that coffee lowers the risk].", "says"),
    ("[Half the bees died], {according to} <early results of two field trials>.", "says"),
    # questions
    ("<Patel> {asked} [why the plan had been kept secret].", "asks"),
    ("<Patel> {asked} the minister [whether the plan was legal].", "asks"),
    ("The chairman {was asked by} <a shareholder> [whether the plant would close].", "asks"),
    # nouns, passives, stances
    ("<The minister> {announced} [the closure of two barracks].", "announces"),
    ("<The minister> {denied} [the allegation].", "denies"),
    ("<The union> {rejected} [claims that it had been warned].", "denies"),
    ("[The report] {was confirmed} by <two officials>.", "confirms"),
    ("[The takeover] {was first reported} by <a trade paper>.", "says"),
    ("<Sen. Ruth Palmer> {called for} [an inquiry into the fire].", "demands"),
    ("<He> {blamed} [the delay on bad weather].", "says"),
    ("<The airline> {apologized for} [the cancellations].", "says"),
    ("<The agency> {warned of} [sudden floods].", "warns"),
    ("<He> {claimed} [to have seen the letter].", "says"),
    # refusals
    ("<A spokesman for the bank> {declined} [to comment on the case].", "declines"),
    ("<The ministry> {would neither confirm nor deny} [the report].", "declines"),
    ("<The governor> {would not say} [whether she would run again].", "declines"),
    # relays and unnamed sources
    ("<Two officials with knowledge of the talks> {said} [the deal was dead].", "says"),
    ("<A senior official>, speaking on condition of anonymity, {said} [the vote would be delayed].", "says"),
    ("[The storm will pass by noon], {according to} <a forecaster who asked not to be named>.", "says"),
    ("<Reuters> {reported}, citing a source close to the talks, [that the sale had collapsed].", "says"),
    ("“[It was an accident],” <the driver> {was quoted as saying}.", "says"),
    ("[The strike is over], {per} <a union memo>.", "says"),
    # chants and posts
    ("<Thousands of protesters> {chanted} “[Shut it down]!”", "says"),
    ("“[The outage is over],” <Lund> {wrote} on Twitter.", "says"),
    # whom something is told, where and when it is said
    ("<Ferris> {is telling} voters [that he has few regrets].", "says"),
    ("<Prosecutor Ann Rowe> {alleged} in the indictment [that Cole had moved the money abroad].", "says"),
    ("<The union> {said} in a written statement [that the plans were “reckless”].", "says"),
    ("<The firm> {said} on Friday [it would press ahead].", "announces"),
    ("<The actors> {are quick to point out} [that they mean no harm].", "says"),
    ("<His wife> {says} [going through the season has made them stronger].", "says"),
    ("<The clerk> {would only say} [that the file was lost].", "says"),
    # papers that report, and who is quoted
    ("As <the Daily Echo> first {reported}, [the club has agreed a fee with Torino].", "says"),
    ("Garcia quoted <the doctor> {as saying} [the boy would recover].", "says"),
    ("<Police> {said} [the driver was unhurt], the Lowry Post reported.", "says"),
    # what follows an incise
    ("[Schools would stay shut], <she> {said}, [until the water had been tested].", "says"),
    ("[The bus overturned], <Holt> {said}, [but after an hour all passengers were safe].", "says"),
    # accusations, names, numbers
    ("[Two nurses] {were accused} by <the hospital trust> [of falsifying records].", "says"),
    ("<South Korea> {accused} [the envoy, Kim Jong Su, of “reckless talk”].", "says"),
    ("<Local officials> {put} [the toll at 20].", "says"),
    # where a content ends
    ("<He> also {said} [the council is “pleased” that Roe, who left in May, is now helping the inquiry].", "says"),
    ("<He> {dismissed} [criticism from Giles, Mills and Harold Daly].", "denies"),
    ("If <the tests> {show} [that the pipe leaks], the street will be closed again.", "says"),
    ("<Residents> {accused} [the mayor of hiding, delaying and withholding the report].", "says"),
    ("<The report published Tuesday> {showed} [that most of the meetings were private].", "says"),
    # who says it
    ("<His barrister, Tom Ellery>, {said} [his client was broken].", "says"),
    ("“[We did not expect this],” {said} <lead author Dr. Mia Strand of the University of Leeds>.", "says"),
    ("<Roe> said the minister was out of touch, {accusing} [him of hiding from voters].", "says"),
    ("<The Daily Star, a tabloid>, ran two pages on it, {noting} [that she had lied].", "says"),
]  # fmt: skip


@pytest.mark.parametrize(("example", "act"), SAYINGS)
def test_saying(example: str, act: str) -> None:
    text = MARKS.sub("", example)
    found = read(text)
    content = plain(" ".join(marked(example, "[", "]")))
    right = [a for a in found if plain(" ".join(s.cut(text) for s in a.content)) == content]
    assert right, [[s.cut(text) for s in a.content] for a in found]
    best = right[0]
    [cue] = marked(example, "{", "}")
    sources = marked(example, "<", ">")
    assert plain(best.cue.cut(text) if best.cue else None) in {plain(cue), plain(cue.removesuffix(" by"))}
    assert plain(best.source.cut(text) if best.source else None) == plain(sources[0] if sources else None)
    assert best.act == act


@pytest.mark.parametrize(
    "text",
    [
        "Shares cost $120 per share, and rents rose to $900 per month.",
        "The clerk found the door open and the safe empty.",
        "The council raised the fee and opened the gates.",
        "The court denied him bail, and the judge denied the firm access to the files.",
        "A nurse was alert at the time.",
    ],
)
def test_no_saying(text: str) -> None:
    assert read(text) == ()


def test_a_thought_inside_a_saying_is_part_of_it() -> None:
    text = "She said she believes the road is safe."
    assert [[s.cut(text) for s in a.content] for a in read(text)] == [["she believes the road is safe"]]


def test_a_second_saying_of_one_source_is_one_of_its_own() -> None:
    text = "The mayor said that she had signed the bill, but warned that the money was short."
    found = [([s.cut(text) for s in a.content], a.source.cut(text) if a.source else None) for a in read(text)]
    assert found == [(["that she had signed the bill"], "The mayor"), (["that the money was short"], "The mayor")]


def test_a_quotation_goes_on_over_paragraphs_that_open_again() -> None:
    text = "“We will rebuild,” Mayor Petra Lindt said.\n“It is our promise.\n“And we keep our promises.”"
    first, second = read(text)
    assert first.source is not None
    assert first.source.cut(text) == "Mayor Petra Lindt"
    assert second.follows == 0
    assert [s.cut(text) for s in second.content] == ["It is our promise.", "And we keep our promises."]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Bridge will reopen in May, mayor says", "Bridge will reopen in May", "mayor"),
        ("Mayor says bridge will reopen in May", "bridge will reopen in May", "Mayor"),
        ("Mayor: “The bridge stays where it is”", "The bridge stays where it is", "Mayor"),
    ],
)
def test_headlines(text: str, content: str, source: str) -> None:
    found = [(" ".join(s.cut(text) for s in a.content), a.source.cut(text) if a.source else None) for a in read(text)]
    assert (content, source) in found
