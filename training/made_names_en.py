"""Made English sentences for what the names of WikiANN lack: names among works, cups, wars, awards, peoples and products.

A template is a sentence of ours with slots; what fills them is a name of WikiANN's list or made of parts. Titles of works, events,
languages and peoples are marked MISC, so that they are found and not taken for bodies or places.
"""

from __future__ import annotations

import random
from collections import Counter

PEOPLES = ["American", "British", "French", "German", "Russian", "Chinese", "Japanese", "Italian", "Spanish", "Dutch", "Swedish", "Norwegian", "Danish", "Finnish", "Polish", "Czech", "Greek", "Turkish", "Arab", "Arabic", "Persian", "Kurdish", "Jewish", "Hebrew", "Armenian", "Georgian", "Ukrainian", "Hungarian", "Romanian", "Serbian", "Croatian", "Albanian", "Irish", "Scottish", "Welsh", "English", "Celtic", "Norman", "Roman", "Byzantine", "Ottoman", "Mongol", "Indian", "Bengali", "Tamil", "Hindi", "Urdu", "Punjabi", "Sinhalese", "Burmese", "Thai", "Vietnamese", "Khmer", "Malay", "Indonesian", "Javanese", "Filipino", "Korean", "Tibetan", "Australian", "Canadian", "Mexican", "Cuban", "Brazilian", "Argentine", "Chilean", "Peruvian", "Bolivian", "Colombian", "Haitian", "Jamaican", "African", "Egyptian", "Berber", "Nigerian", "Yoruba", "Igbo", "Hausa", "Swahili", "Zulu", "Xhosa", "Somali", "Ethiopian", "Kenyan", "European", "Asian", "Western", "Soviet", "Slavic", "Baltic", "Christian", "Muslim", "Catholic", "Protestant", "Buddhist", "Hindu", "Sikh", "Islamic", "Lutheran", "Anglican", "Orthodox", "Cherokee", "Navajo", "Apache", "Sioux", "Inuit", "Latin", "Basque", "Catalan", "Breton", "Flemish", "Maltese", "Iraqi", "Iranian", "Syrian", "Lebanese", "Israeli", "Palestinian", "Saudi", "Yemeni", "Afghan", "Pakistani"]  # fmt: skip
SPORTS = [
    "Football",
    "Basketball",
    "Hockey",
    "Swimming",
    "Cycling",
    "Rugby",
    "Cricket",
    "Tennis",
    "Golf",
    "Athletics",
    "Chess",
    "Rowing",
    "Ski",
    "Boxing",
    "Judo",
]
EVENTS = [
    "Championship",
    "Championships",
    "Cup",
    "Open",
    "Grand_Prix",
    "Masters",
    "Games",
    "Tour",
    "Trophy",
    "Marathon",
    "Classic",
    "Super_Cup",
]
THINGS = ["Prize", "Award", "Medal", "Fellowship", "Trophy", "Order", "Scholarship"]
MAKERS = [
    "Boeing",
    "Airbus",
    "Ford",
    "Toyota",
    "Honda",
    "Nokia",
    "Apple",
    "Sony",
    "Canon",
    "Yamaha",
    "Mercedes",
    "Volvo",
    "Fiat",
    "Nissan",
    "Intel",
]
TITLE = ["night", "river", "house", "last", "first", "blue", "red", "dark", "light", "summer", "winter", "road", "city", "heart", "dream", "children", "king", "queen", "stone", "garden", "shadow", "wind", "fire", "water", "moon", "star", "song", "story", "letter", "secret", "world", "day", "girl", "boy", "man", "woman", "death", "love", "war", "silence", "mirror", "bridge", "island", "forest", "train", "window", "door", "clock", "bird", "wolf", "lion", "rose", "gold", "silver", "glass", "iron", "paper", "blood", "sea", "sky", "storm", "return", "escape", "journey", "end", "beginning", "art", "history", "theory", "guide", "search", "quest", "game", "life", "time", "home", "country", "earth"]  # fmt: skip
LINKS = ["of the", "in the", "and the", "of", "and", "for a", "without", "from the", "under the", "to the"]
HEADS_ORG = ["University", "College", "Party", "Records", "Company", "Corporation", "Inc.", "Ltd.", "Group", "Association", "Federation", "Council", "Commission", "Ministry", "Agency", "Authority", "Bank", "Airlines", "Orchestra", "Foundation", "Institute", "School", "Academy", "Society", "Union", "Club", "FC", "United", "Church", "Hospital", "Museum", "Library", "Broadcasting_Corporation", "Football_Club", "Police_Department", "City_Council", "Chamber_of_Commerce", "News", "Press", "Times", "Herald", "Rovers", "Regiment", "Court", "Railway", "Motors", "Industries", "Entertainment", "Studios", "Department_of_Health", "High_School"]  # fmt: skip
OF_ORG = [
    "University",
    "Bank",
    "Ministry",
    "Department",
    "Institute",
    "Academy",
    "Parliament",
    "Government",
    "Museum",
    "Church",
    "Diocese",
    "Court",
    "Council",
    "Republican_Party",
    "Central_Bank",
    "National_Assembly",
    "Football_Association",
    "Supreme_Court",
    "Communist_Party",
]
HEADS_LOC = ["River", "Lake", "County", "Island", "Islands", "Bay", "Creek", "Valley", "Park", "Street", "Avenue", "Road", "Square", "Bridge", "Airport", "Station", "Stadium", "Castle", "Cathedral", "Province", "District", "Mountains", "Canyon", "Forest", "Beach", "Peninsula", "Township", "National_Park", "International_Airport"]  # fmt: skip

# {P} person, {S} surname alone, {O} body, {L} place, {W} a work, {E} an event, {A} an award, {N} a people or language, {T} a product, {Y} a year
TEMPLATES = """
{P} was born in {L} , {L} , in {Y} .
{P} ( born {Y} ) is a {N} footballer who plays for {O} .
He is best known for his {Y} novel {W} .
She released her second album , {W} , in {Y} through {O} .
" {W} " is a song by {P} from the album " {W} " .
The film {W} , directed by {P} , was shot in {L} and {L} .
{W} is a {Y} {N} film directed by {P} .
In {Y} , {P} starred in " {W} " alongside {P} .
{S} appeared in the television series {W} .
The band won the {A} for {W} .
{P} received the {A} in {Y} .
He competed in the {E} in {L} .
{O} won the {E} in {Y} , beating {O} 3 – 1 .
{S} joined {O} in {Y} after three seasons at {O} .
The {E} was held in {L} .
The {N} and {N} languages are spoken in {L} .
The {N} army crossed the {L} in {Y} .
After the {E} , {P} returned to {L} .
{P} , a {N} writer , translated {W} into {N} .
The {T} is built by {O} in {L} .
He bought a {T} in {Y} .
{S} flew a {T} from {L} to {L} .
Most {N} people in {L} speak {N} .
{L} is a town in {L} , {L} .
The {L} flows through {L} and {L} .
It is located north of {L} , near the {L} .
The village lies on the {L} in {L} .
{O} announced on Monday that {P} would lead its office in {L} .
{P} , a spokesman for {O} , declined to comment .
{P} told {O} that the {N} government had agreed .
The {O} and the {O} signed the {E} in {Y} .
According to {O} , sales of the {T} fell in {L} .
{P} studied at {O} and {O} .
She taught at {O} until {Y} .
{S} and {S} met at {O} .
The magazine described {W} as a masterpiece .
{P} , {P} and {P} wrote " {W} " .
In {W} , {S} argues that {N} art began in {L} .
He painted {W} in {L} in {Y} .
The opera {W} opened at the {L} .
{P} was elected to the {O} in {Y} .
{P} , president of {O} , visited {L} in {Y} .
{S} was succeeded by {P} .
{O} is a {N} company based in {L} .
Shares of {O} rose after {O} bought the {N} firm .
{O} , {O} and {O} are based in {L} .
The {N} team lost to {O} in the {E} .
Critics at {O} praised {W} .
It was published in {Y} by {O} .
The road runs from {L} to {L} through {L} .
{P} served in the {O} during the {E} .
{P} died in the {E} .
Police in {L} arrested {P} on Tuesday .
Senator {S} and Governor {P} toured {L} on Friday .
Dr. {P} of {O} said the results were clear .
{N} troops entered {L} .
{P} grew up in a {N} family in {L} .
The species is found in {L} , {L} and {L} .
The DVD of " {W} " was released by {O} .
{P} played {S} in " {W} : {W} " .
""".strip().split("\n")  # fmt: skip


class Maker:
    """Sentences as words and marked spans."""

    def __init__(self, gazetteer: Counter, rng: random.Random) -> None:
        self.rng = rng
        self.names: dict[str, list[list[str]]] = {"PER": [], "ORG": [], "LOC": [], "MISC": []}
        for (tokens, kind), _ in sorted(gazetteer.items()):
            if kind == "PER" and (len(tokens) < 2 or any(t != "-" and not t.isalpha() for t in tokens)):
                continue
            if len(tokens) > 5 or not tokens[0][:1].isupper():
                continue
            if all(t[:1].isupper() or t.islower() or t == "-" for t in tokens):
                self.names[kind].append(list(tokens))

    def pick(self, xs):  # type: ignore[no-untyped-def]
        return self.rng.choice(xs)

    def of(self, slot: str) -> tuple[list[str], str | None]:
        roll = self.rng.random()
        if slot == "Y":
            return [str(self.rng.randint(1880, 2024))], None
        if slot == "P":
            a, b = self.pick(self.names["PER"]), self.pick(self.names["PER"])
            return ([a[0], *b[1:]] if roll < 0.6 else list(a)), "PER"
        if slot == "S":
            return [self.pick(self.names["PER"])[-1]], "PER"
        place = self.pick(self.names["LOC"])
        if slot == "L":
            if roll < 0.3:
                return [*place[:2], *self.pick(HEADS_LOC).split("_")], "LOC"
            return list(place), "LOC"
        if slot == "O":
            if roll < 0.4:
                return list(self.pick(self.names["ORG"])), "ORG"
            if roll < 0.75:
                first = place[:2] if roll < 0.6 else [self.pick(self.names["PER"])[-1]]
                return [*first, *self.pick(HEADS_ORG).split("_")], "ORG"
            if roll < 0.9:
                return [*self.pick(OF_ORG).split("_"), "of", *place[:2]], "ORG"
            return ["".join(self.pick("ABCDEFGHIKLMNPRSTUW") for _ in range(self.rng.randint(3, 4)))], "ORG"
        if slot == "N":
            return [self.pick(PEOPLES)], "MISC"
        if slot == "T":
            return [
                self.pick(MAKERS),
                self.pick(["X", "A", "C", "GT", "F-", "Q", ""]) + str(self.rng.randint(2, 900)),
            ], "MISC"
        if slot == "A":
            first = (
                [self.pick(self.names["PER"])[-1]]
                if roll < 0.5
                else [self.pick(["National", "Grand", "Golden", "Academy"])]
            )
            return [*first, self.pick(THINGS)], "MISC"
        if slot == "E":
            if roll < 0.3:
                lead = self.pick(["Battle", "Treaty", "Siege", "Council", "Congress", "Convention"])
                return [lead, "of", *place[:2]], "MISC"
            if roll < 0.4:
                return self.pick(
                    ["World War II", "Cold War", "Civil War", "French Revolution", "World Cup"]
                ).split(), "MISC"
            year = [str(self.rng.randint(1900, 2024))] if roll < 0.75 else []
            first = place[:2] if roll < 0.6 else [self.pick(PEOPLES)]
            sport = [self.pick(SPORTS)] if self.rng.random() < 0.4 else []
            return [*year, *first, *sport, *self.pick(EVENTS).split("_")], "MISC"
        if roll < 0.35:
            return list(self.pick(self.names["MISC"])), "MISC"
        words = [self.pick(TITLE).title()]
        if roll < 0.8:
            words += [*self.pick(LINKS).split(), self.pick(TITLE).title()]
        if roll > 0.6:
            words = [self.pick(["The", "A", "My", "Our", "No", "Last", "All"]), *words]
        return words, "MISC"

    def sentence(self) -> tuple[list[str], list[tuple[int, int, str | None]]]:
        words: list[str] = []
        found: list[tuple[int, int, str | None]] = []
        for piece in self.pick(TEMPLATES).split(" "):
            if piece[0] != "{":
                words.append(piece)
                continue
            name, kind = self.of(piece[1])
            if kind:
                found.append((len(words), len(words) + len(name), kind))
            words += name
        return words, found
