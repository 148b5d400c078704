"""Dossiers to make reports from: one interviewer or a panel, complete or not, of any length."""

from datetime import date

from interview.model.decision import Verdict
from interview.model.dossier import (
    AmendmentLine,
    Answer,
    CompetencyLine,
    Decision,
    DecisionReason,
    Dossier,
    Missing,
    NoteLine,
    PanelMember,
    QuestionRecord,
    ReleasedLine,
    Standing,
)
from interview.model.language import Language
from interview.model.note import Part
from interview.model.rating import Outcome

PANEL = (
    PanelMember(id="p1", name="Marieke de Vries", initials="MV", seat="Team lead service desk, chair"),
    PanelMember(id="p2", name="Samuel Okafor", initials="SO", seat="Senior service desk engineer"),
    PanelMember(id="p3", name="Joris Bakker", initials="JB", seat="Product owner workplace"),
    PanelMember(id="p4", name="Lin Huang", initials="LH", seat="HR adviser"),
)
COMPETENCIES = {
    "en": ("Intrinsic motivation to help", "Assertiveness", "Saying no"),
    "nl": ("Intrinsieke motivatie om te helpen", "Assertiviteit", "Nee zeggen"),
}
QUESTIONS = {
    "en": (
        "Tell me about a customer you were still thinking about when you got home.",
        "Tell me about a time when you put a happy customer above a procedure.",
        "Tell me about a time when the question behind the question turned out to be a different one.",
        "Tell me about a time when you went along with the customer's own solution against your judgement.",
        "Tell me about a promise to a customer that you could not keep. What did you say, and when?",
        "Tell me about a time when you said no to somebody senior.",
    ),
    "nl": (
        "Vertel over een klant aan wie je thuis nog dacht.",
        "Vertel over een keer dat je een tevreden klant boven een procedure stelde.",
        "Vertel over een keer dat er achter de vraag een heel andere vraag bleek te zitten.",
        "Vertel over een keer dat je meeging in de oplossing van de klant, terwijl je het anders zag.",
        "Vertel over een belofte aan een klant die je niet kon nakomen. Wat zei je, en wanneer?",
        "Vertel over een keer dat je nee zei tegen iemand die hoger in de organisatie stond.",
    ),
}
ANCHORS = {
    "en": (
        "Says the case closed itself or names none.",
        "Passes the case on and hears later how it ended.",
        "Looks into it, tells the customer what happens next.",
        "Calls back unasked, checks that the cause is gone.",
        "Changes the way of working so that others are spared it.",
    ),
    "nl": (
        "Noemt geen geval, of zegt dat het vanzelf overging.",
        "Geeft het door en hoort later hoe het afliep.",
        "Zoekt het uit en vertelt de klant wat er gebeurt.",
        "Belt zelf terug en controleert of de oorzaak weg is.",
        "Verandert de werkwijze, zodat het anderen bespaard blijft.",
    ),
}
NOTES = {
    "en": {
        Part.SITUATION: (
            "Payroll clerk could not print the pay slips on the last Friday of the month.\nThird call that "
            "week; two tickets had been closed as solved."
        ),
        Part.TASK: "Second line was gone for the day; it was hers because she picked up the phone.",
        Part.ACTION: (
            "Asked what had to be on the desk by when, instead of which printer. Found the driver rolled "
            "back by a policy.\nSent the file to another floor's printer and walked up to see it come "
            "out.\nCalled on Monday morning without being asked, then took the policy to the change meeting."
        ),
        Part.RESULT: (
            "Slips went out at 16:40. The policy was changed for 60 machines; no more calls about it since March."
        ),
    },
    "nl": {
        Part.SITUATION: (
            "Medewerker salarisadministratie kon de loonstroken niet printen, op de laatste vrijdag van de "
            "maand.\nDerde telefoontje die week; twee meldingen waren als opgelost gesloten."
        ),
        Part.TASK: "De tweede lijn was al naar huis; het was haar melding omdat zij de telefoon opnam.",
        Part.ACTION: (
            "Vroeg wat er wanneer op het bureau moest liggen, in plaats van welke printer. Zag dat een "
            "policy de driver terugzette.\nStuurde het bestand naar een printer op een andere verdieping en "
            "liep mee om te kijken.\nBelde maandagochtend uit zichzelf terug en bracht de policy in bij het "
            "wijzigingsoverleg."
        ),
        Part.RESULT: (
            "De stroken gingen om 16.40 uur de deur uit. De policy is voor 60 machines aangepast; sinds "
            "maart geen melding meer."
        ),
    },
}
# From the seventh question on: the same questions about another place, so that no two are alike.
PLACES = [
    "counter",
    "warehouse",
    "branch",
    "workshop",
    "classroom",
    "hospital",
    "garage",
    "theatre",
    "harbour",
    "office",
    "library",
    "studio",
    "kitchen",
    "station",
    "laboratory",
    "nursery",
    "court",
    "museum",
    "bakery",
    "greenhouse",
    "reception",
    "printshop",
    "depot",
    "ferry",
    "airport",
    "archive",
    "canteen",
    "clinic",
]
PROBES = {
    "en": ("What did you do first?", "How did you know that it worked?"),
    "nl": ("Wat deed je als eerste?", "Waaraan merkte je dat het werkte?"),
}


def noted(language: Language, question: int, rater: str) -> tuple[NoteLine, ...]:
    """The note lines of one answer."""
    return tuple(
        NoteLine(id=f"{rater}-{question}-{part.value}-{place}", part=part, text=line)
        for part, body in NOTES[language].items()
        if part is not Part.TASK or question < 7 or question % 5
        for place, line in enumerate(body.split("\n"))
    )


def answer(language: Language, question: int, rater: str, level: int) -> Answer:
    """One member's notes and level, resting on the second and third line of the action."""
    lines = noted(language, question, rater)
    return Answer(
        rater_id=rater,
        outcome=Outcome.LEVEL,
        level=level,
        notes=lines,
        evidence=tuple(line.id for line in lines if line.part is Part.ACTION)[1:],
        probes=PROBES[language][: question % 3],
        seconds=280 + 10 * question,
    )


def record(language: Language, number: int, answers: tuple[Answer, ...]) -> QuestionRecord:
    """A question of the sample with these answers."""
    place = f" {PLACES[number % len(PLACES)]} " if number > 6 else ""
    levels = [found.level for found in answers if found.level is not None]
    return QuestionRecord(
        id=f"question-{number}",
        number=number,
        competency=place + COMPETENCIES[language][(number - 1) // 2 % 3],
        text=place + QUESTIONS[language][(number - 1) % 6] + place,
        anchors=ANCHORS[language],
        answers=answers,
        mean=sum(levels) / len(levels) if levels else None,
        spread=max(levels) - min(levels) if len(levels) > 1 else None,
    )


def dossier(language: Language = "en", *, complete: bool = True) -> Dossier:
    """One interviewer, six questions. Incomplete: one competency without evidence, one question not asked."""
    levels: list[int | None] = [4, 3, 5, 3, 2, 4]
    questions = [
        record(language, place, (answer(language, place, "p1", level or 3),))
        for place, level in enumerate(levels, start=1)
    ]
    means: list[float | None] = [3.5, 4.0, 3.0]
    if not complete:
        reason = "The candidate had to leave early" if language == "en" else "De kandidaat moest eerder weg"
        questions[4] = record(language, 5, (Answer(rater_id="p1", outcome=Outcome.NO_EVIDENCE),))
        questions[5] = record(language, 6, (Answer(rater_id="p1", outcome=Outcome.NOT_ASKED, reason=reason),))
        means[2] = None
    return Dossier(
        report_number="DV-2026-0417",
        language=language,
        candidate_name="Amélie Van den Broeck",
        vacancy_title="Service desk engineer" if language == "en" else "Servicedeskmedewerker",
        department="IT, Utrecht",
        interviewed_on=date(2026, 5, 14),
        minutes=47,
        panel=PANEL[:1],
        prepared_by="Marieke de Vries",
        prepared_on=date(2026, 5, 15),
        guide_title="Service desk, first interview" if language == "en" else "Servicedesk, eerste gesprek",
        guide_version="1",
        guide_fingerprint="9f2c61a07b3e4d58c1f0",
        delete_by=date(2026, 6, 12),
        competencies=tuple(
            CompetencyLine(
                id=f"competency-{place}",
                name=name,
                weight=weight,
                mean=mean,
                ratings=2 if mean is not None else 0,
                by_rater=(("p1", mean),) if mean is not None else (),
                missing=Missing.NO_EVIDENCE if mean is None else None,
            )
            for place, (name, weight, mean) in enumerate(zip(COMPETENCIES[language], (40, 30, 30), means, strict=True))
        ),
        overall=3.5 if complete else None,
        ratings=6 if complete else 4,
        ratings_expected=6,
        questions=tuple(questions),
    )


def panel_dossier(language: Language = "en", questions: int = 6, raters: int = 4) -> Dossier:
    """A panel that differs on one question, with one amendment, one rater released, corrected scores and a decision."""
    pattern = ((5, 4, 4, 5), (5, 5, 4, 4), (4, 4, 5, 4), (4, 4, 3, 4), (4, 3, 4, 4), (4, 4, 2, 3))
    records = []
    for number in range(1, questions + 1):
        levels = pattern[(number - 1) % 6]
        answers = tuple(
            answer(language, number, PANEL[place].id, levels[place]).model_copy(
                update={} if place == number % raters else {"notes": (), "evidence": (), "probes": ()}
            )
            for place in range(raters)
        )
        records.append(record(language, number, answers))
    amended = AmendmentLine(
        first_outcome=Outcome.LEVEL,
        first_level=3,
        outcome=Outcome.LEVEL,
        level=4,
        reason="Misread the anchor of level 4.",
    )
    first = records[0].answers[1].model_copy(update={"amendments": (amended,)})
    records[0] = records[0].model_copy(update={"answers": (records[0].answers[0], first, *records[0].answers[2:])})
    records[0] = records[0].model_copy(update={"agreed_level": 4})
    standings = (Standing.CLEAR, Standing.SPANS, Standing.BELOW)
    lines = tuple(
        line.model_copy(
            update={
                "mean": 4.4 - 0.6 * place,
                "ratings": 2 * raters,
                "corrected": 4.3 - 0.6 * place,
                "interval": (3.9 - 0.6 * place, 4.8 - 0.6 * place),
                "required": 3.5,
                "standing": standings[place],
                "by_rater": tuple((PANEL[rater].id, float(pattern[place][rater])) for rater in range(raters)),
            }
        )
        for place, line in enumerate(dossier(language).competencies)
    )
    return dossier(language).model_copy(
        update={
            "panel": PANEL[:raters],
            "questions": tuple(records),
            "competencies": lines,
            "ratings": questions * raters,
            "ratings_expected": questions * raters,
            "overall": 4.1,
            "overall_corrected": 4.0,
            "overall_interval": (3.7, 4.5),
            "required": 3.5,
            "released": (
                ReleasedLine(rater="Fatima El Idrissi", by="Marieke de Vries", reason="Ill since the day of the talk."),
            ),
            "decision": Decision(
                verdict=Verdict.HIRE,
                reasons=(
                    DecisionReason(
                        competency=COMPETENCIES[language][0],
                        text="Clear of the required level, also when it was not her case.",
                        question=1,
                    ),
                    DecisionReason(
                        competency=COMPETENCIES[language][2],
                        text="Below the required level; the first month has coaching on that.",
                    ),
                ),
                departure="Stronger on the competency that the team lacks.",
                by="Marieke de Vries",
                on=date(2026, 5, 16),
            ),
        }
    )
