# Samenspel, phrasebook in English. Plain language: short sentences, everyday words.
# Keys: <kind>, <kind>-<field>, <kind>-<field>-<code>; see core/src/phrasebook.

## Languages
language-nl = Dutch
language-en = English
language-tr = Turkish
language-ar = Arabic
language-pl = Polish
language-uk = Ukrainian
language-other = another language ({ $tag })

## Names and lists
somebody = somebody
the-child = the child
    .first = The child
list-more = { $rest }, { $next }
list-and = { $rest } and { $last }

## Day and time
time-of-day = { $hour }:{ $minute }
day = { $weekday } { $day } { $month }
day-and-time = { $day }, { $time }
day-with-year = { $day } { $month } { $year }
decimal-number = { $whole }.{ $tenth }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Age
age-weeks = { $weeks ->
    [one] 1 week
   *[other] { $weeks } weeks
}
age-months = { $months ->
    [one] 1 month
   *[other] { $months } months
}
age-years = { $years ->
    [one] 1 year
   *[other] { $years } years
}
age-years-and-months = { $years ->
    [one] 1 year
   *[other] { $years } years
} and { $months ->
    [one] 1 month
   *[other] { $months } months
}

## Where a note is
status-draft = Draft
    .help = Only you can see this. Send it when it is ready.
status-on_this_device = On this device
    .help = The note is safe on this device. It goes out by itself as soon as there is a connection.
status-sent = Sent
    .help = The note has arrived. There is nothing more to do.
status-read_by = Read by { $names }
    .help = The note has been read. There is nothing more to do.
status-taken_over_by = Taken over by { $names }
    .help = Your colleague is looking after it now. There is nothing more to do.
status-held = Waiting for the manager
    .help = The manager will look at it first. There is nothing you need to do.
status-refused = Refused
    .help = The note was not added. Your text is still here. Read why, and what you can do.

## Why a note was not added
refusal-malformed = Something went wrong with this note. Your text is still here. Please write the note again.
refusal-too_large = This note is too long. Please split it into two shorter ones.
refusal-bad_signature = We cannot tell whether this note really came from this device. Please write it again. If it happens again, call the manager.
refusal-unknown_device = This device is not registered. Ask the manager for a new invitation.
refusal-not_the_author = With this profile you cannot write under this name. Choose your own name and write the note again.
refusal-wrong_organisation = This note belongs to another organisation. Open your account for that organisation and write it there.
refusal-unknown_subject = This child or group is not in Samenspel. Check that you chose the right child or group.
refusal-not_allowed = You may not write this here. Ask a colleague or the manager for help.
refusal-personal_profile_required = This cannot be done with the group's profile. Open your own profile and do it there.
refusal-wrong_document = This note does not belong here. Choose another place and send it again.
refusal-field_missing = Something has not been filled in yet. Fill it in and send the note again.
refusal-field_invalid = Something was filled in that cannot be right. Correct it and send the note again.
refusal-schema_too_new = Your app is newer than our server. Your text is still here. Try again tomorrow.
refusal-key_reused = Another note is already in this note's place. Your text is still here. Please write the note again.
refusal-period_expired = This note is from too long ago. Notes from that time have been erased. If it still matters, write a new note.
refusal-unknown_reference = The note that this belongs to is not there. See if there is another one, or write a new note.
refusal-only_nothing_special = There is always a good moment to share. Pick one and send your message. Your draft is still here.
refusal-text_actor = This change to the text does not belong to this device. Open the text again and make your change once more.
refusal-text_sequence = An earlier change to this text is missing. Open the text again and make your change once more.
refusal-text_operation = This text cannot be changed in this way. Open the text again and type your change.
refusal-text_encoding = We cannot read this change to the text. Update the app and make your change once more.
refusal-text_too_long = The text is getting too long. Make it shorter, or start a second agreement.
refusal-text_trial = This change to the text did not work. Open the text again and change a small part at a time.
refusal-approval_lapsed = The text changed after you read it. Read the new text, then approve it.
refusal-period_full = No more notes fit here at the moment. Your text is still here. Ask the manager for help.
refusal-discarded = The manager did not add this note. Ask the manager why.

## Why a note goes later
later-rate = Many notes are going out at once. This one follows by itself in a moment. There is nothing you need to do.
later-quota = You have written a great deal here. The note stays on this device and goes later by itself. If it is urgent, please call.
later-unknown_subject = The server does not know this child or group yet. The note goes later by itself. There is nothing you need to do.
later-missing_base = An earlier change to this text is still on its way. Yours follows by itself. There is nothing you need to do.
later-after_earlier = An earlier note goes first. This one follows by itself. There is nothing you need to do.

## Why a note waits for the manager
hold-access_ended = You are no longer with this group or child. The manager decides whether the note is added. There is nothing you need to do.
hold-device_revoked = This device has been blocked. The note was kept and the manager decides what happens to it. Ask the manager for a new invitation.

## Why the server could not be used
request-malformed = The server does not understand this app. Your notes are safe on this device. Please update the app.
request-too_large = Too much went to the server at once. The app will try smaller pieces. There is nothing you need to do.
request-unsupported_version = This app is too old for the server. Your notes are safe on this device. Please update the app.
request-unknown_organisation = This organisation is not known here. Ask the manager for a new invitation.
request-unknown_device = This device is not registered. Ask the manager for a new invitation.
request-device_revoked = This device has been blocked. What you wrote still goes to the manager. Ask for a new invitation.
request-bad_signature = The server does not recognise this device. Your notes are safe on this device. Ask the manager for help.
request-clock_wrong = The clock on this device is wrong. Set the time to automatic in the settings. The app will try again.
request-nonce_reused = This message had already arrived. The app carries on by itself. There is nothing you need to do.
request-rate_limited = It is busy at the moment. The app will try again soon. There is nothing you need to do.
request-unavailable = The server cannot be reached at the moment. Your notes are safe on this device. The app will try again soon.
request-invitation_unknown = We do not know this invitation. Check that you typed the code correctly, or ask for a new one.
request-invitation_used = This invitation has already been used. Ask the manager for a new one.
request-invitation_expired = This invitation is too old. Ask the manager for a new one.

## Unknown
unknown-note = This is a new kind of note. Update the app to read it.
unknown-code = This app does not know this yet. Update the app to read it.

## From colleague to colleague
handover = Handover
handover-state-calm = { $child } is doing well.
handover-state-watch = Keep an eye on { $child }.
handover-state-act = Something needs to be done for { $child }.
handover-summary = In short
handover-to_do = To do
handover-to_do_by = Done before { $time }
handover-to_do_who = Who does this: { $name }
handover-if_then = If … then …
read_back = Handover read and understood
open_item = Still to do
open_item-what = What
open_item-until = Until { $time }
take_over = Taken over
close_item = Done
close_item-text = How it went
notice = Please note
notice-until = Applies until { $time }
presence = Presence
presence-what-arrived = { $child } has arrived.
presence-what-left = { $child } has gone home.
presence-at = When: { $time }
presence-by = Brought or collected by

## The day
drop_off = Drop-off note
drop_off-mood-happy = { $child } is cheerful today.
drop_off-mood-as_usual = { $child } is the same as always.
drop_off-mood-tired = { $child } is tired today.
drop_off-mood-sad = { $child } is sad today.
drop_off-mood-restless = { $child } is restless today.
drop_off-mood-clingy = { $child } wants to stay close to someone today.
drop_off-mood-unwell = { $child } does not feel very well.
drop_off-slept-well = { $child } slept well last night.
drop_off-slept-as_usual = { $child } slept as usual last night.
drop_off-slept-badly = { $child } slept badly last night.
drop_off-slept-short = { $child } had a short night.
drop_off-woke_at = Awake since { $time }
drop_off-fed_at = Last ate or drank: { $time }
drop_off-collects = Who collects
drop_off-collects_at = Pick-up: { $time }
drop_off-to_know = Good to know
drop_off-medicine-yes = { $child } was given medicine at home.
drop_off-medicine-no = { $child } was not given any medicine at home.
pick_up = Pick-up note
pick_up-text = About this moment
pick_up-keep_for_door = For at the door
pick_up-question = A question for you
discussed = Talked about at the door
day_log = Day book
day_log-what-sleep = { $child } slept.
day_log-what-feed = { $child } ate or drank.
day_log-what-nappy = { $child } was changed or went to the toilet.
day_log-what-play = { $child } played.
day_log-from = From { $time }
day_log-to = Until { $time }
day_log-amount = { $count } ml
day_log-code-bottle = A bottle
day_log-code-breast_milk = Breast milk
day_log-code-formula = Formula milk
day_log-code-fruit = Fruit
day_log-code-bread = Bread
day_log-code-warm_meal = A warm meal
day_log-code-snack = A snack
day_log-code-water = Water
day_log-code-ate_all = Ate everything
day_log-code-ate_half = Ate about half
day_log-code-ate_little = Ate only a little
day_log-code-wet = Wet nappy
day_log-code-dirty = Dirty nappy
day_log-code-dry = The nappy was dry
day_log-code-potty = On the potty or the toilet
day_log-code-in_bed = In bed
day_log-code-in_pram = In the pram
day_log-code-inside = Indoors
day_log-code-outside = Outdoors
day_log-code-craft = Arts and crafts
day_log-code-music = Music
day_log-code-reading = Reading aloud
day_log-code-free_play = Free play
day_change = Different today
day_change-what-not_coming = { $child } is not coming.
day_change-what-later = { $child } is coming later.
day_change-what-earlier = { $child } is going home early.
day_change-what-other_collector = Somebody else is collecting { $child }.
day_change-reason = Reason: { $value }
day_change-reason-ill = ill
day_change-reason-day_off = day off
day_change-reason-family = family
day_change-reason-appointment = an appointment, for example with a doctor or dentist
day_change-reason-other = something else
day_change-symptoms = Symptoms: { $value }
day_change-at = When: { $time }

## From home
home_note = Note from home
home_note-topic-mood = how { $child } is feeling
home_note-topic-family_event = something in the family
home_note-topic-nice_moment = a nice moment at home
home_note-topic-new_skill = something new that { $child } can do
home_note-expires = Applies until { $time }
marks = Read
marks-read = { $count ->
    [one] 1 message read
   *[other] { $count } messages read
}
marks-part_of_day-morning = In the morning
marks-part_of_day-afternoon = In the afternoon
marks-part_of_day-evening = In the evening
marks-part_of_day-night = At night
thanks = Thank you!
helped = This helped us
family_card = About our family
family_card-names = Names, and how to say them
family_card-customs = What is usual for us
family_card-languages = Languages at home
family_card-hopes = What we hope for our child
talk_request = A talk, please
talk_request-subject = About: { $value }
talk_request-subject-sleep = sleep
talk_request-subject-food = food
talk_request-subject-play = play
talk_request-subject-behaviour = behaviour
talk_request-subject-other = something else
talk_request-subject-tell_myself = I would rather say it myself
talk_request-urgency-no_hurry = There is no hurry.
talk_request-urgency-this_week = This week, please.
talk_request-urgency-call_today = I will call you today.
talk_request-how = How: { $value }
talk_request-how-phone = by phone
talk_request-how-in_person = in person
talk_request-how-either = by phone or in person
talk_request-times = When it suits
contact_plan = How we keep in touch
contact_plan-rhythm-weekly = Every week
contact_plan-rhythm-monthly = Every month
contact_plan-rhythm-quarterly = Every three months
contact_plan-rhythm-when_needed = When needed
contact_plan-channel-door = At the door
contact_plan-channel-phone = By phone
contact_plan-channel-app = In the app
contact_plan-channel-in_person = In a talk
contact_plan-detail-brief = Brief
contact_plan-detail-normal = Normal
contact_plan-detail-extensive = In detail
contact_plan-declined_until = Rather not until { $time }
contact_mark = We talked
contact_mark-what-door = At the door
contact_mark-what-call = By phone
contact_mark-what-talk = In a talk
contact_mark-what-home_visit = On a home visit
contact_mark-at = When: { $time }
share = Shared together
share-receiver = For: { $value }
share-receiver-school = the school
share-receiver-after_school = after-school care
share-receiver-youth_health = the child health centre
share-receiver-other = somebody else
share-receiver_name = Name

## Seen, asked, answered
observation = What we saw
observation-seen = Seen
observation-meaning = What we think it means
observation-next = What we do next
proposal = The trainee's proposal
proposal-for_kind = Proposal for: { $value }
proposal-for_kind-observation = what we saw
proposal-for_kind-pick_up = pick-up note
proposal-for_kind-question = question
proposal-for_kind-notice = please note
proposal-seen = Seen
proposal-meaning = What I think it means
proposal-next = What we could do next
question = Question
question-text = The question
question-options = Possible answers
question-reply_by = Please reply before { $time }
concern = Concern
concern-text = What is on our mind
concern-owner = Who looks after this: { $name }
concern-reply_by = Please reply before { $time }
reply = Reply
reply-text = The reply
see_it_differently = We see it differently
see_it_differently-text = How we see it

## What must be right
medical = Health
medical-what-allergy = { $child } has an allergy.
medical-what-intolerance = { $child } has an intolerance.
medical-what-condition = { $child } has a condition.
medical-what-medicine = { $child } takes a medicine.
medical-substance = What
medical-severity-mild = Mild
medical-severity-severe = Severe
medical-since = Since { $time }
medical-withdrawn-yes = This no longer applies.
medical_resolution = Health: confirmed
medical_resolution-text = As it is now
collector = Who may collect
collector-name = Name
collector-relation = Relation to the child
collector-withdrawn-yes = This person may no longer collect.
consent = Consent
consent-purpose = For: { $value }
consent-purpose-photos_inside = photos for the group and the parents
consent-purpose-photos_website = photos on the website
consent-purpose-outing = outings
consent-purpose-sun_cream = putting on sun cream
consent-purpose-paracetamol = giving paracetamol
consent-purpose-share_school = sharing information with the school
consent-purpose-share_after_school = sharing information with after-school care
consent-purpose-share_youth_health = sharing information with the child health centre
consent-purpose-go_home_alone = going home alone
consent-purpose-observation = writing down what we see
consent-given-yes = Yes, that is allowed.
consent-given-no = No, that is not allowed.
rhythm = The rhythm of { $child }
rhythm-text = Sleep, food and comfort
rhythm-since = Since { $time }
expectations = What we expect of each other
our_way = How we do it
medicine_agreement = Agreement about a medicine
medicine_agreement-medicine = Medicine
medicine_agreement-dose = Dose
medicine_agreement-times = When
medicine_agreement-how = How
medicine_agreement-from = From { $time }
medicine_agreement-to = Until { $time }
medicine_agreement-expires = Use before { $time }
medicine_agreement-prescriber = Prescribed by
medicine_agreement-first_given_at_home-yes = The first dose was given at home.
medicine_agreement-first_given_at_home-no = It has not been given at home yet.
medicine_agreement-kept = Where it is kept
medicine_agreement-given_by = Who may give it
medicine_agreement-withdrawn-yes = This agreement no longer applies.

## Care
medicine_dose = Medicine given
medicine_dose-medicine = Medicine
medicine_dose-dose = Dose
medicine_dose-at = When: { $time }
medicine_dose-given_by = Given by { $name }
medicine_dose-checked_by = Checked by { $name }
incident = Accident
incident-what-fall = { $child } fell.
incident-what-bump = { $child } had a bump.
incident-what-bite = { $child } was bitten.
incident-what-cut = { $child } has a small cut.
incident-what-sting = { $child } was stung by an insect.
incident-what-burn = { $child } has a burn.
incident-what-choking = { $child } choked on something.
incident-what-other = Something happened to { $child }.
incident-at = When: { $time }
incident-action-comforted = We comforted { $child }.
incident-action-cooled = We cooled the spot.
incident-action-plaster = We put on a plaster.
incident-action-first_aid = We gave first aid.
incident-action-doctor = We went to the doctor.
incident-action-emergency = We called the emergency number, 112.
illness = Illness in the group
illness-symptoms = { $child } has symptoms: { $value }
illness-at = When: { $time }
illness-temperature_tenths = { $value } degrees
illness-action-watched = We are keeping an eye on it.
illness-action-parent_called = We called a parent.
illness-action-collected = { $child } was collected.
illness-action-doctor = We went to the doctor.
illness-action-emergency = We called the emergency number, 112.

## Together
agreement = Agreement
agreement-text = What we agree
agreement-from = From { $time }
agreement-review_at = We look at this together again: { $time }
talk_report = Report of a talk
talk_report-text = What we talked about
talk_report-at = When: { $time }
talk_report-purpose-ten_minutes = Ten-minute talk
talk_report-purpose-intake = Intake talk
talk_report-purpose-sensitive = A talk in private
talk_report-purpose-home_visit = Home visit
talk_report-purpose-other = Another talk
text_edit = The text was changed
approval = Agrees with the text
agenda_item = To talk about

## For all
board_item = Notice board
board_item-code-closed = We are closed.
board_item-code-chickenpox = There is chickenpox in the group.
board_item-code-head_lice = There are head lice in the group. Please check your child’s hair.
board_item-code-stomach_bug = There is a stomach bug in the group.
board_item-code-rubber_boots = Please bring rubber boots.
board_item-code-sun_cream = Please put sun cream on your child at home.
board_item-code-swimming = We are going swimming. Please bring a towel and swimwear.
board_item-code-outing = We are going on an outing.
board_item-code-birthday = There is a party in the group.
board_item-code-study_day = It is a training day for the team.
board_item-code-photographer = The photographer is coming.
board_item-code-other = A message for everyone
board_item-at = When: { $time }
board_item-until = Until { $time }
handbook_page = Handbook
handbook_page-title = Title
handbook_page-version = Version { $count }
staff_card = Who I am
staff_card-training = Training
staff_card-topics = What I know a lot about
staff_card-languages = Languages I speak

## Setting right
correction = Corrected
retraction = Withdrawn
retraction-reason = Reason: { $value }
retraction-reason-wrong_child = it was about another child
retraction-reason-wrong_facts = it was not correct
retraction-reason-not_wanted = should not be kept
retraction-reason-other = something else

## Fields of several kinds
field-text = Text
field-topic = About: { $value }
field-topic-sleep = sleep
field-topic-food = food
field-topic-comfort = comfort
field-topic-limits = limits
field-topic-play = play
field-topic-language = language
field-topic-behaviour = behaviour
field-topic-friends = friends
field-topic-toilet = using the toilet
field-topic-health = health
field-topic-other = something else
field-domain = About: { $value }
field-domain-social_emotional = feelings and being with others
field-domain-motor = movement
field-domain-language = language
field-domain-thinking = thinking and understanding
field-domain-creative = making and imagination
field-domain-self_care = doing things without help
field-domain-nature = nature and discovery
field-domain-other = something else
field-symptoms-fever = fever
field-symptoms-cough = coughing
field-symptoms-cold = a cold
field-symptoms-vomiting = vomiting
field-symptoms-diarrhoea = diarrhoea
field-symptoms-rash = a rash
field-symptoms-eye_infection = an eye infection
field-symptoms-ear_pain = earache
field-symptoms-tired = being listless
field-symptoms-not_eating = not wanting to eat
field-symptoms-other = something else
field-told-not_yet = The parent has not been told yet.
field-told-called = We told the parent by phone.
field-told-told_at_the_door = We told the parent at the door.
field-copied_from = Copied from another note
field-original_author = First written by { $name }

## A good moment
field-moment-built_tower = { $child } built a tall tower.
field-moment-built_railway = { $child } built a long track for trains or cars.
field-moment-played_in_sand = { $child } had a lovely time in the sandpit.
field-moment-played_with_water = { $child } played with water.
field-moment-blew_bubbles = { $child } blew bubbles.
field-moment-painted = { $child } did some painting.
field-moment-drew = { $child } made a drawing.
field-moment-shaped_clay = { $child } made something out of clay.
field-moment-cut_and_pasted = { $child } cut out paper and glued it.
field-moment-threaded_beads = { $child } threaded beads.
field-moment-did_puzzle = { $child } did a puzzle.
field-moment-sorted_and_counted = { $child } counted and sorted things.
field-moment-named_colours = { $child } named colours.
field-moment-sang_or_danced = { $child } sang or danced.
field-moment-knew_song_or_rhyme = { $child } knew a song or a rhyme by heart.
field-moment-made_music = { $child } made music.
field-moment-listened_to_story = { $child } listened closely to a story.
field-moment-joined_circle_time = { $child } joined in well during circle time.
field-moment-enjoyed_a_book = { $child } looked at books quietly.
field-moment-told_a_story = { $child } told us something.
field-moment-asked_good_question = { $child } asked a good question.
field-moment-said_new_word = { $child } said a new word.
field-moment-taught_us_a_word = { $child } taught us a word in the language of home.
field-moment-played_together = { $child } enjoyed playing with others.
field-moment-played_alone = { $child } played alone, calmly and for a long time.
field-moment-made_friend = { $child } made a new friend.
field-moment-welcomed_new_child = { $child } was kind to a child who is new.
field-moment-helped_another = { $child } helped another child.
field-moment-comforted_other = { $child } comforted another child.
field-moment-said_something_kind = { $child } said something kind to another child.
field-moment-shared = { $child } shared toys.
field-moment-waited_turn = { $child } waited well for a turn.
field-moment-made_up_after_quarrel = { $child } made up after a quarrel.
field-moment-set_boundary = { $child } said clearly: stop, I do not want this.
field-moment-laughed = { $child } laughed a lot.
field-moment-made_us_laugh = { $child } made us laugh.
field-moment-cuddled = { $child } enjoyed a cuddle.
field-moment-said_goodbye_well = { $child } said goodbye well this morning.
field-moment-let_be_comforted = { $child } was sad for a moment and soon felt better with some comfort.
field-moment-helped_tidy_up = { $child } helped to tidy up.
field-moment-helped_at_table = { $child } helped to lay the table.
field-moment-ate_well = { $child } ate well.
field-moment-tried_new_food = { $child } tried a new food.
field-moment-ate_without_help = { $child } ate without help.
field-moment-made_own_sandwich = { $child } spread a sandwich without help.
field-moment-drank_from_cup = { $child } drank from a cup without help.
field-moment-poured_own_drink = { $child } poured a drink without help.
field-moment-used_toilet = { $child } used the potty or the toilet.
field-moment-dressed_without_help = { $child } put on some clothes without help.
field-moment-washed_hands = { $child } washed hands without help.
field-moment-slept_well = { $child } slept well.
field-moment-enjoyed_outside = { $child } enjoyed playing outside.
field-moment-played_hide_and_seek = { $child } played hide-and-seek.
field-moment-played_in_rain_or_snow = { $child } played outside in the rain or the snow.
field-moment-went_for_walk = { $child } came along for a walk.
field-moment-climbed = { $child } climbed well.
field-moment-jumped = { $child } did some jumping.
field-moment-kept_balance = { $child } walked along a beam or a line.
field-moment-went_down_slide = { $child } went down the slide.
field-moment-rode_bike = { $child } rode a bike.
field-moment-played_ball = { $child } played with a ball.
field-moment-found_little_animals = { $child } discovered little creatures.
field-moment-was_gentle_with_animal = { $child } was gentle with an animal.
field-moment-explored_nature = { $child } looked for leaves, twigs or flowers.
field-moment-cared_for_plants = { $child } took care of the plants.
field-moment-played_pretend = { $child } played a pretend game, such as families or doctors.
field-moment-dressed_up = { $child } dressed up.
field-moment-cared_for_doll = { $child } took care of a doll.
field-moment-kept_trying = { $child } kept trying when something was difficult.
field-moment-solved_problem = { $child } worked something out alone.
field-moment-chose_activity = { $child } chose what to do without help.
field-moment-dared_something = { $child } dared to do something exciting.
field-moment-was_proud = { $child } was proud of something that worked out.
field-moment-rolled_over = { $child } rolled over.
field-moment-sat_up = { $child } sat up without support.
field-moment-crawled = { $child } crawled.
field-moment-stood_up = { $child } stood up.
field-moment-took_steps = { $child } took some steps.
field-moment-grasped_something = { $child } took hold of something and studied it.
field-moment-babbled = { $child } babbled happily.
field-moment-smiled_at_us = { $child } gave us a big smile.
field-moment-played_peekaboo = { $child } played peekaboo.
field-moment-enjoyed_tummy_time = { $child } lay on the tummy and looked around.
field-moment-found_hands_and_feet = { $child } discovered hands and feet.
field-moment-walked_along_furniture = { $child } walked along the furniture.
field-moment-clapped_or_waved = { $child } clapped or waved.
field-moment-knew_own_name = { $child } looked up at the sound of the name.
field-moment-felt_materials = { $child } felt soft, rough or wet things.
field-moment-listened_to_song = { $child } enjoyed a song.
field-moment-drank_well = { $child } drank well.
field-moment-ate_from_spoon = { $child } ate from a spoon.
field-moment-fell_asleep_calmly = { $child } fell asleep calmly.
field-moment-came_happily_from_school = { $child } came happily from school.
field-moment-told_about_school = { $child } told us about school.
field-moment-relaxed_after_school = { $child } had a good rest after school.
field-moment-did_homework_together = { $child } did homework together with others.
field-moment-read_alone = { $child } read a book alone.
field-moment-wrote_something = { $child } wrote a story, a letter or a card.
field-moment-finished_drawing = { $child } finished a whole drawing.
field-moment-made_jewellery_or_sewed = { $child } made some jewellery or sewed something.
field-moment-built_with_tools = { $child } made something with tools.
field-moment-did_experiment = { $child } did an experiment.
field-moment-cooked_together = { $child } cooked or baked together with others.
field-moment-played_board_game = { $child } played a board game.
field-moment-coped_with_losing = { $child } coped well with losing.
field-moment-invented_game = { $child } invented a new game.
field-moment-made_plan_together = { $child } made a plan together with others.
field-moment-helped_younger_child = { $child } helped a younger child.
field-moment-performed_for_others = { $child } performed something for the group.
field-moment-built_hut = { $child } built a hut.
field-moment-played_football = { $child } played football.
field-moment-did_sports = { $child } enjoyed doing sports.
field-moment-went_on_outing = { $child } enjoyed an outing.
field-moment-celebrated = { $child } joined in a celebration.
field-moment-tried_something_new = { $child } tried something new.
field-moment-learnt_something = { $child } learnt something.
field-moment-made_something = { $child } made something lovely.
field-moment-nothing_special = An ordinary day, nothing special.
