#!/usr/bin/env python3
"""Writes the example location beside this file: always the same, every name invented.

3 groups, 40 children, 70 parents, 14 staff. Run it again after a change of the columns.
"""

import csv
import random
from pathlib import Path

HERE = Path(__file__).parent
CHOICE = random.Random(20240901)

# First names for children, for parents, last names; by the language spoken at home.
NAMES = {
    "nl": (
        ["Saar", "Daan", "Noor", "Bram", "Liv", "Teun", "Fien", "Mees", "Lotte", "Guus", "Jip",
         "Roos", "Siem", "Pleun", "Ties", "Veerle"],
        ["Marieke", "Jeroen", "Annelies", "Pieter", "Femke", "Wouter", "Sanne", "Gijs", "Hanneke",
         "Koen", "Ilse", "Ruben", "Mirjam", "Stijn", "Eline", "Bas", "Carlijn", "Thijs", "Maaike",
         "Joost", "Lieke", "Sander", "Nienke", "Floris", "Judith", "Niels"],
        ["Van der Velde", "Bakker", "Zandstra", "Hoekstra", "De Wit", "Molenaar", "Kuipers",
         "Verhagen", "Dijkgraaf", "Ter Horst", "Brouwer", "Postma", "Schippers", "Van Lier"],
    ),
    "tr": (
        ["Defne", "Emir", "Elif", "Kaan", "Zeynep", "Yusuf", "Asya", "Mert"],
        ["Ayşe", "Murat", "Selin", "Hakan", "Derya", "Okan", "Gül", "Serkan", "Ebru", "Tolga",
         "Pınar", "Cem"],
        ["Yıldırım", "Aksoy", "Güneş", "Çelik", "Karaca", "Şahin", "Öztürk"],
    ),
    "pl": (
        ["Zofia", "Jakub", "Hania", "Staś", "Maja", "Leon"],
        ["Agnieszka", "Paweł", "Katarzyna", "Marcin", "Joanna", "Grzegorz", "Dorota", "Łukasz",
         "Ewa", "Tomasz"],
        ["Wróbel", "Zając", "Sikora", "Gołąb", "Jabłońska"],
    ),
    "uk": (
        ["Соломія", "Марко", "Злата", "Тиміш", "Дарина"],
        ["Оксана", "Тарас", "Ірина", "Богдан", "Леся", "Андрій", "Наталя", "Остап"],
        ["Мельник", "Бондар", "Лисенко", "Гончар"],
    ),
    "ar": (
        ["ليلى", "يوسف", "سلمى", "آدم", "نور", "زياد", "جنى"],
        ["سميرة", "كريم", "هدى", "طارق", "رانيا", "سامي", "منى", "وليد", "دينا", "فادي"],
        ["الحداد", "النجار", "العطار", "الصباغ", "البستاني"],
    ),
}
GROUPS = [("zonnetjes", "Zonnetjes", 0), ("maantjes", "Maantjes", 1), ("sterretjes", "Sterretjes", 2)]
LOCATION = ("de-linde", "De Linde")
DAYS = ["mon tue thu", "mon tue", "tue thu", "mon thu fri", "mon tue wed thu", "wed fri", "mon wed fri"]
# Families by language; the first four have two children each.
FAMILIES = ["nl", "tr", "pl", "ar"] + ["nl"] * 13 + ["tr"] * 6 + ["pl"] * 4 + ["uk"] * 4 + ["ar"] * 5
STAFF = [
    ("Willemijn", "Oosterhuis", "nl en"), ("Fatma", "Demirci", "nl tr"), ("Jolanda", "Riemersma", "nl"),
    ("Bilal", "El Amrani", "nl ar"), ("Anouk", "Vermaat", "nl en"), ("Beata", "Kowalczuk", "nl pl"),
    ("Rik", "Steenbergen", "nl"), ("Naima", "Bouzian", "nl ar"), ("Olha", "Kravets", "nl uk"),
    ("Tessa", "Hogeveen", "nl"), ("Murat", "Kalender", "nl tr"),
    ("Sterre", "Wiersma", "nl"),
    ("Petra", "Ligthart", "nl"), ("Yvonne", "Akkerman", "nl en"),
]


def main():
    people, assignments, children, contacts = [], [], [], []
    professionals = staff(people, assignments)
    pools = {language: tuple(list(names) for names in lists) for language, lists in NAMES.items()}
    number = 0
    for family, language in enumerate(FAMILIES):
        child_names, adult_names, last_names = pools[language]
        last = last_names[family % len(last_names)]
        parents = parents_of(family, language, adult_names, last, people)
        for sibling in range(2 if family < 4 else 1):
            number += 1
            child = f"k{number:03}"
            group = GROUPS[(number - 1) % 3]
            first = child_names.pop(0)
            children.append([child, first, last, birth_date(group[2]), group[0], DAYS[number % len(DAYS)],
                             f"2024-{1 + number % 8:02}-01", "", languages(language)])
            link(child, family, parents, assignments)
            mentor = professionals[group[0]]
            assignments.append([mentor[number % 3], "mentor", child, "2024-01-01", "", ""])
            assignments.append([mentor[(number + 1) % 3], "deputy", child, "2024-01-01", "", ""])
            if number % 3 == 0:
                contacts.append([f"c{number:03}", child, parents[0], f"{adult_names[0]} {last}",
                                 CHOICE.choice(["oma", "opa", "tante", "buurvrouw"]), phone(), ""])
    write("groups", "id name location location_name phone location_phone",
          [[code, name, *LOCATION, phone(), "070 555 0100"] for code, name, _ in GROUPS])
    write("people", "id first_name last_name languages phone phone_2 left_on work_days",
          [[*person, work_days(person[0])] for person in people])
    write("children", "id first_name last_name birth_date group days from until languages", children)
    write("contacts", "id child named_by name relation phone phone_2", contacts)
    write("locations", "location open_days closed_days expected_by closes_at after_school_groups "
          "kinds_off send_delay_seconds designated_official",
          [[LOCATION[0], "mon tue wed thu fri", "2026-12-25", "9:30", "18:30", "sterretjes", "", "120",
            "Petra Ligthart, 070 555 0123"]])
    write("days", "child date comes", [["k001", "2026-12-02", "yes"], ["k004", "2026-12-07", "no"]])
    write("assignments", "person role of from until collection_barred", assignments)
    assert len(children) == 40 and len(people) == 84, (len(children), len(people))


def staff(people, assignments):
    """Three professionals a group, two on two groups, a trainee, a coach, a manager."""
    professionals = {code: [] for code, _, _ in GROUPS}
    for index, (first, last, spoken) in enumerate(STAFF):
        code = f"s{index + 1:03}"
        people.append([code, first, last, spoken, "", "", ""])
        if index < 9:
            works_on, role = [GROUPS[index // 3][0]], "professional"
            professionals[works_on[0]].append(code)
        elif index < 11:
            works_on, role = [GROUPS[index - 9][0], GROUPS[2][0]], "professional"
        elif index == 11:
            works_on, role = [GROUPS[1][0]], "trainee"
        else:
            works_on, role = [""] if index == 12 else [LOCATION[0]], "coach" if index == 12 else "manager"
        for where in works_on:
            assignments.append([code, role, where, "2024-01-01", "", ""])
    return professionals


def parents_of(family, language, adult_names, last, people):
    """Two parents, in two families one: 70 in all."""
    parents = []
    for _ in range(1 if family in (9, 30) else 2):
        code = f"o{len(people) - len(STAFF) + 1:03}"
        first = adult_names.pop(0)
        adult_names.append(first)
        people.append([code, first, last, languages(language), phone(), "", ""])
        parents.append(code)
    return parents


def link(child, family, parents, assignments):
    """Mostly two parents with authority; also foster parents, a guardian, a parent without."""
    for index, parent in enumerate(parents):
        role = "parent"
        if family == 12:
            role = "carer"
        elif family == 30:
            role = "guardian"
        elif family == 20 and index == 1:
            role = "parent_without_authority"
        assignments.append([parent, role, child, "", "", ""])


def birth_date(age):
    """By the age of the group: babies, toddlers, the oldest."""
    return f"{2023 - age}-{CHOICE.randint(1, 12):02}-{CHOICE.randint(1, 28):02}"


def work_days(person):
    """Of staff only; parents' days are their own."""
    return ["mon tue thu", "mon wed fri", "tue wed thu fri"][int(person[1:]) % 3] if person[0] == "s" else ""


def languages(language):
    return "nl" if language == "nl" else f"{language} nl"


def phone():
    """Numbers of a range that nobody is given."""
    return f"06 555 {CHOICE.randint(0, 99):02} {CHOICE.randint(100, 999)}"


def write(name, header, rows):
    with open(HERE / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split(" "), *rows])


main()
