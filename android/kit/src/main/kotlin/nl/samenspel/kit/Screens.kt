// What each screen of the apps asks for, in one query. Knows no pixels.
//
// `viewer` is who stands at a shared device; on one's own nobody need be named.

package nl.samenspel.kit

import nl.samenspel.ffi.AgreementRow
import nl.samenspel.ffi.AskedRow
import nl.samenspel.ffi.AskedView
import nl.samenspel.ffi.BoardView
import nl.samenspel.ffi.ChildContactView
import nl.samenspel.ffi.ChildPageView
import nl.samenspel.ffi.CircleRow
import nl.samenspel.ffi.ClosingView
import nl.samenspel.ffi.ContactRow
import nl.samenspel.ffi.DayBriefView
import nl.samenspel.ffi.DayPassView
import nl.samenspel.ffi.DropOffView
import nl.samenspel.ffi.HandbookView
import nl.samenspel.ffi.HelpHereView
import nl.samenspel.ffi.HistoryView
import nl.samenspel.ffi.MayCollectRow
import nl.samenspel.ffi.MedicineView
import nl.samenspel.ffi.NoteSubject
import nl.samenspel.ffi.OpenItemRow
import nl.samenspel.ffi.PageHistoryView
import nl.samenspel.ffi.ParentReachRow
import nl.samenspel.ffi.ParentTodayView
import nl.samenspel.ffi.PhraseView
import nl.samenspel.ffi.PickUpView
import nl.samenspel.ffi.PointOfUse
import nl.samenspel.ffi.ProposalRow
import nl.samenspel.ffi.ReadersView
import nl.samenspel.ffi.ReflectionView
import nl.samenspel.ffi.RetractedRow
import nl.samenspel.ffi.ShareRow
import nl.samenspel.ffi.SinceView
import nl.samenspel.ffi.SweepView
import nl.samenspel.ffi.TalksView
import nl.samenspel.ffi.TemplateView
import nl.samenspel.ffi.TodayView
import nl.samenspel.ffi.ToldView
import nl.samenspel.ffi.Topic
import nl.samenspel.ffi.TurnToView

/** The agreements about a child, the latest first. */
public fun Query.Companion.agreements(
    child: String,
    viewer: String? = null,
): Query<List<AgreementRow>> =
    on(Topic.AGREEMENTS, Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.agreements(child, viewer)
    }

/** The board of a group. */
public fun Query.Companion.board(group: String, viewer: String? = null): Query<BoardView> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) { it.board(group, viewer) }

/**
 * Who can read what is written in a kind of document about a subject: named before it is sent, and
 * in "my data".
 */
public fun Query.Companion.readers(
    document: String,
    subject: NoteSubject,
    viewer: String? = null,
): Query<ReadersView> =
    on(Topic.DIRECTORY, Topic.FLOOR) { it.readers(document, subject, viewer) }

/** A child's page; its timeline is asked for beside it. */
public fun Query.Companion.childPage(child: String, viewer: String? = null): Query<ChildPageView> =
    onTheClock(Topic.NOTES, Topic.OPEN_ITEMS, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.childPage(child, viewer)
    }

/**
 * Other children of the group whose name is in a text about a child, to point out before it is
 * sent.
 */
public fun Query.Companion.namesOfOthers(
    child: String,
    text: String,
    viewer: String? = null,
): Query<List<String>> =
    on(Topic.DIRECTORY, Topic.FLOOR) { it.namesOfOthers(child, text, viewer) }

/** The cases that the viewer is named in: open ones first, each by its latest note. */
public fun Query.Companion.circles(viewer: String? = null): Query<List<CircleRow>> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) { it.circles(viewer) }

/**
 * Trainees' proposals for a group, or one's own, that are not released yet: what waits for a
 * professional first, then what was returned.
 */
public fun Query.Companion.proposals(
    group: String,
    viewer: String? = null,
): Query<List<ProposalRow>> =
    on(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) { it.proposals(group, viewer) }

/** What became of the viewer's own proposals for a group, the latest first. */
public fun Query.Companion.ownProposals(
    group: String,
    viewer: String? = null,
): Query<List<ProposalRow>> =
    on(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) { it.ownProposals(group, viewer) }

/** Whom one can turn to about a group. */
public fun Query.Companion.turnTo(group: String, viewer: String? = null): Query<TurnToView> =
    onTheClock(Topic.DIRECTORY, Topic.FLOOR) { it.turnTo(group, viewer) }

/** How contact stands with each parent of a child. */
public fun Query.Companion.contact(child: String, viewer: String? = null): Query<ChildContactView> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.contact(child, viewer)
    }

/**
 * Parents of the viewer's mentor children with whom contact is due, the longest first; nobody for
 * who is nobody's mentor.
 */
public fun Query.Companion.dueContacts(viewer: String? = null): Query<List<ContactRow>> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) { it.dueContacts(viewer) }

/** Whether a notification about a child may make itself heard to a person now. */
public fun Query.Companion.mayDisturb(
    child: String,
    person: String,
    viewer: String? = null,
): Query<Boolean> =
    onTheClock(Topic.NOTES, Topic.DIRECTORY, Topic.FLOOR) { it.mayDisturb(child, person, viewer) }

/** The drop-off screen of a child. */
public fun Query.Companion.dropOff(child: String, viewer: String? = null): Query<DropOffView> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.dropOff(child, viewer)
    }

/** The pick-up card of a child. */
public fun Query.Companion.pickUp(child: String, viewer: String? = null): Query<PickUpView> =
    onTheClock(Topic.NOTES, Topic.OPEN_ITEMS, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.pickUp(child, viewer)
    }

/** Who may take a child home. */
public fun Query.Companion.mayCollect(
    child: String,
    viewer: String? = null,
): Query<List<MayCollectRow>> =
    onTheClock(Topic.NOTES, Topic.DIRECTORY, Topic.FLOOR) { it.mayCollect(child, viewer) }

/** A person's own reflections beside one guide card, the latest first. */
public fun Query.Companion.reflectionsBeside(
    card: String,
    viewer: String? = null,
): Query<List<ReflectionView>> =
    on(Topic.DRAFTS, Topic.FLOOR) { it.reflectionsBeside(card, viewer) }

/** The handbook. */
public fun Query.Companion.handbook(viewer: String? = null): Query<HandbookView> =
    on(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) { it.handbook(viewer) }

/** A page with the versions before it; nothing if it is not on this device. */
public fun Query.Companion.handbookPage(
    page: String,
    viewer: String? = null,
): Query<PageHistoryView?> =
    on(Topic.NOTES, Topic.STATUS, Topic.FLOOR) { it.handbookPage(page, viewer) }

/** What helps where somebody is; cards in a language (BCP 47). */
public fun Query.Companion.helpHere(
    point: PointOfUse,
    language: String,
    viewer: String? = null,
): Query<HelpHereView> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.helpHere(point, language, viewer)
    }

/** What somebody of the staff wrote of themselves; shown beside what they write. */
public fun Query.Companion.staffCard(person: String, viewer: String? = null): Query<ToldView?> =
    on(Topic.NOTES, Topic.STATUS, Topic.FLOOR) { it.staffCard(person, viewer) }

/** All cards that the viewer wrote, the latest first: to take them back together. */
public fun Query.Companion.ownStaffCards(viewer: String? = null): Query<List<ToldView>> =
    on(Topic.NOTES, Topic.STATUS, Topic.FLOOR) { it.ownStaffCards(viewer) }

/**
 * What a note of a kind about a child asks for (`for_kind` is a code of the schema), built-in lines
 * in a language (BCP 47).
 */
public fun Query.Companion.templateFor(
    child: String,
    forKind: String,
    language: String,
    viewer: String? = null,
): Query<TemplateView> =
    on(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.templateFor(child, forKind, language, viewer)
    }

/** How a note came to be as it is; nothing if it is not on this device. */
public fun Query.Companion.history(key: String, viewer: String? = null): Query<HistoryView?> =
    on(Topic.NOTES, Topic.STATUS, Topic.FLOOR) { it.history(key, viewer) }

/** What was taken back in the last year, of what this device holds, the latest first. */
public fun Query.Companion.retractions(viewer: String? = null): Query<List<RetractedRow>> =
    on(Topic.NOTES, Topic.STATUS, Topic.FLOOR) { it.retractions(viewer) }

/** The medicine screen of a child. */
public fun Query.Companion.medicine(child: String, viewer: String? = null): Query<MedicineView> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.FLOOR) { it.medicine(child, viewer) }

/** The start screen of the parent app, over all children of the parent. */
public fun Query.Companion.parentToday(viewer: String? = null): Query<ParentTodayView> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) { it.parentToday(viewer) }

/** What happened since the child's last day here, which may be a week ago. */
public fun Query.Companion.sinceLastTime(child: String, viewer: String? = null): Query<SinceView> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.sinceLastTime(child, viewer)
    }

/**
 * How each parent of a group is reached, by name. For the professionals of the group and its
 * managers; nobody else gets anything.
 */
public fun Query.Companion.reach(
    group: String,
    viewer: String? = null,
): Query<List<ParentReachRow>> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) { it.reach(group, viewer) }

/** The hand-over screen of a group, merged ones included. */
public fun Query.Companion.sweep(group: String, viewer: String? = null): Query<SweepView> =
    onTheClock(Topic.NOTES, Topic.OPEN_ITEMS, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.sweep(group, viewer)
    }

/** The page for somebody who does not know the group. */
public fun Query.Companion.dayBrief(group: String, viewer: String? = null): Query<DayBriefView> =
    onTheClock(Topic.NOTES, Topic.OPEN_ITEMS, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.dayBrief(group, viewer)
    }

/** The closing screen of a group, merged ones included. */
public fun Query.Companion.closing(group: String, viewer: String? = null): Query<ClosingView> =
    onTheClock(Topic.NOTES, Topic.OPEN_ITEMS, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.closing(group, viewer)
    }

/** What is open about a child or group and who does it now, oldest first. */
public fun Query.Companion.openWithTakers(
    subject: NoteSubject,
    viewer: String? = null,
): Query<List<OpenItemRow>> =
    on(Topic.OPEN_ITEMS, Topic.NOTES, Topic.STATUS, Topic.FLOOR) {
        it.openWithTakers(subject, viewer)
    }

/** Talks about a child. */
public fun Query.Companion.talks(child: String, viewer: String? = null): Query<TalksView> =
    onTheClock(Topic.NOTES, Topic.AGREEMENTS, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.talks(child, viewer)
    }

/** Questions and concerns about a child. */
public fun Query.Companion.asked(child: String, viewer: String? = null): Query<AskedView> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.FLOOR) { it.asked(child, viewer) }

/**
 * Concerns that the viewer has to see to and that nobody answered, the most urgent first: over the
 * viewer's mentor children and own children.
 */
public fun Query.Companion.concernsOf(viewer: String? = null): Query<List<AskedRow>> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) { it.concernsOf(viewer) }

/** Copies for outside about a child, the latest first. */
public fun Query.Companion.shares(child: String, viewer: String? = null): Query<List<ShareRow>> =
    onTheClock(Topic.NOTES, Topic.STATUS, Topic.FLOOR) { it.shares(child, viewer) }

/** The start screen of the staff app for a group, merged ones included. */
public fun Query.Companion.today(group: String, viewer: String? = null): Query<TodayView> =
    onTheClock(Topic.NOTES, Topic.OPEN_ITEMS, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.today(group, viewer)
    }

/**
 * A note in words in a language (BCP 47), its title first: corrected, a co-written text as it is
 * now. Nothing if it is not on this device.
 */
public fun Query.Companion.words(
    key: String,
    language: String,
    viewer: String? = null,
): Query<List<PhraseView>> =
    on(Topic.NOTES, Topic.AGREEMENTS, Topic.DIRECTORY, Topic.FLOOR) {
        it.words(key, language, viewer)
    }

/**
 * The briefs that were taken and are not over, the latest first; none once the documents are here.
 */
public fun Query.Companion.dayPasses(viewer: String? = null): Query<List<DayPassView>> =
    onTheClock(Topic.NOTES, Topic.OPEN_ITEMS, Topic.STATUS, Topic.DIRECTORY, Topic.FLOOR) {
        it.dayPasses(viewer)
    }
