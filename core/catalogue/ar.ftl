# Samenspel، دليل العبارات بالعربية. لغة بسيطة: جمل قصيرة وكلمات مألوفة.
# المفاتيح: <kind> و<kind>-<field> و<kind>-<field>-<code>؛ انظر core/src/phrasebook.
# الأرقام هي 0-9، كما يقرؤها الناطقون بالعربية في هولندا.
# قد يكون { $child } ولدًا أو بنتًا، وكذلك من يقرأ ومن يكتب: نستعمل المصدر أو المبني للمجهول، لا فعلًا مذكرًا أو مؤنثًا.

## اللغات
language-nl = الهولندية
language-en = الإنجليزية
language-tr = التركية
language-ar = العربية
language-pl = البولندية
language-uk = الأوكرانية
language-other = لغة أخرى ({ $tag })

## الأسماء والقوائم
somebody = شخص ما
the-child = الطفل
    .first = الطفل
list-more = { $rest }، { $next }
list-and = { $rest } و{ $last }

## اليوم والوقت
time-of-day = { $hour }:{ $minute }
day = { $weekday } { $day } { $month }
day-and-time = { $day }، الساعة { $time }
day-with-year = { $day } { $month } { $year }
decimal-number = { $whole },{ $tenth }
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

## العمر
age-weeks = { $weeks ->
    [zero] أقل من أسبوع
    [one] أسبوع واحد
    [two] أسبوعان
    [few] { $weeks } أسابيع
    [many] { $weeks } أسبوعًا
   *[other] { $weeks } أسبوع
}
age-months = { $months ->
    [zero] أقل من شهر
    [one] شهر واحد
    [two] شهران
    [few] { $months } أشهر
    [many] { $months } شهرًا
   *[other] { $months } شهر
}
age-years = { $years ->
    [zero] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $years } سنوات
    [many] { $years } سنة
   *[other] { $years } سنة
}
age-years-and-months = { $years ->
    [zero] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $years } سنوات
    [many] { $years } سنة
   *[other] { $years } سنة
} و{ $months ->
    [zero] أقل من شهر
    [one] شهر واحد
    [two] شهران
    [few] { $months } أشهر
    [many] { $months } شهرًا
   *[other] { $months } شهر
}

## أين الملاحظة
status-draft = مسودة
    .help = هذه المسودة ظاهرة لك وحدك. يمكنك إرسالها عندما تصبح جاهزة.
status-on_this_device = على هذا الجهاز
    .help = الملاحظة محفوظة بأمان على هذا الجهاز. سيتم إرسالها تلقائيًا عند توفر الاتصال.
status-sent = تم الإرسال
    .help = وصلت الملاحظة. لا حاجة إلى فعل أي شيء آخر.
status-read_by = تمت القراءة من قِبل { $names }
    .help = تمت قراءة الملاحظة. لا حاجة إلى فعل أي شيء آخر.
status-taken_over_by = انتقلت المتابعة إلى { $names }
    .help = الفريق يتابع الأمر الآن. لا حاجة إلى فعل أي شيء آخر.
status-held = بانتظار الإدارة
    .help = ستنظر الإدارة في الملاحظة أولًا. لا حاجة إلى فعل أي شيء.
status-refused = تم الرفض
    .help = لم تتم إضافة الملاحظة. نصك ما زال موجودًا. يمكنك قراءة السبب وما يمكن فعله.

## لماذا لم تتم إضافة الملاحظة
refusal-malformed = حدث خطأ في هذه الملاحظة. نصك ما زال موجودًا. يرجى كتابة الملاحظة من جديد.
refusal-too_large = هذه الملاحظة طويلة جدًا. يرجى تقسيمها إلى ملاحظتين أقصر.
refusal-bad_signature = لا يمكننا التأكد من أن هذه الملاحظة جاءت فعلًا من هذا الجهاز. يرجى كتابة الملاحظة من جديد. وإذا تكرر ذلك، فيرجى الاتصال بالإدارة.
refusal-unknown_device = هذا الجهاز غير مسجل. يرجى طلب دعوة جديدة من الإدارة.
refusal-not_the_author = لا يمكن بهذا الملف الشخصي الكتابة تحت هذا الاسم. يرجى اختيار اسمك وكتابة الملاحظة من جديد.
refusal-wrong_organisation = هذه الملاحظة تخص مؤسسة أخرى. يرجى فتح حسابك لدى تلك المؤسسة وكتابة الملاحظة هناك.
refusal-unknown_subject = لا يوجد هذا الطفل أو هذه المجموعة في Samenspel. يرجى التأكد من اختيار الطفل الصحيح أو المجموعة الصحيحة.
refusal-not_allowed = لا يسمح لك بكتابة هذا هنا. يرجى طلب المساعدة من الفريق أو من الإدارة.
refusal-personal_profile_required = لا يمكن فعل ذلك من ملف المجموعة. يرجى فتح ملفك الشخصي وفعل ذلك هناك.
refusal-wrong_document = هذه الملاحظة لا تناسب هذا المكان. يرجى اختيار مكان آخر وإرسال الملاحظة من جديد.
refusal-field_missing = هناك شيء ناقص. يرجى ملؤه وإرسال الملاحظة من جديد.
refusal-field_invalid = هناك معلومة غير صحيحة. يرجى تصحيحها وإرسال الملاحظة من جديد.
refusal-schema_too_new = تطبيقك أحدث من الخادم لدينا. نصك ما زال موجودًا. يرجى المحاولة من جديد غدًا.
refusal-key_reused = توجد ملاحظة أخرى في مكان هذه الملاحظة. نصك ما زال موجودًا. يرجى كتابة الملاحظة من جديد.
refusal-period_expired = هذه الملاحظة قديمة جدًا. تم مسح ملاحظات تلك الفترة. إذا كان الأمر لا يزال مهمًا، فيرجى كتابة ملاحظة جديدة.
refusal-unknown_reference = الملاحظة المرتبطة بهذا غير موجودة. يرجى البحث عن ملاحظة أخرى أو كتابة ملاحظة جديدة.
refusal-only_nothing_special = هناك دائمًا لحظة جميلة تستحق أن تحكى. يرجى اختيار واحدة وإرسال رسالتك. مسودتك ما زالت موجودة.
refusal-text_actor = هذا التعديل على النص لا يخص هذا الجهاز. يرجى فتح النص من جديد وإجراء التعديل مرة أخرى.
refusal-text_sequence = ينقص تعديل سابق على هذا النص. يرجى فتح النص من جديد وإجراء التعديل مرة أخرى.
refusal-text_operation = لا يمكن تعديل هذا النص بهذه الطريقة. يرجى فتح النص من جديد وكتابة التعديل.
refusal-text_encoding = لا يمكننا قراءة هذا التعديل على النص. يرجى تحديث التطبيق وإجراء التعديل مرة أخرى.
refusal-text_too_long = أصبح النص طويلًا جدًا. يرجى اختصاره أو كتابة اتفاق ثان.
refusal-text_trial = لم ينجح هذا التعديل على النص. يرجى فتح النص من جديد وتعديل جزء صغير في كل مرة.
refusal-approval_lapsed = تغير النص بعد قراءتك له. يرجى قراءة النص الجديد ثم الموافقة عليه.
refusal-period_full = لا مكان هنا حاليًا لملاحظات أخرى. نصك ما زال موجودًا. يرجى طلب المساعدة من الإدارة.
refusal-switched_off = مؤسستكم تكتب هذا في نظام آخر. اكتبه هناك من فضلك. النص ما زال هنا.
refusal-too_many = يوجد من هذا العدد الأقصى المسموح به. يمكنك إغلاق أو سحب ما لم تعد هناك حاجة إليه، أو سؤال الإدارة.
refusal-revoked_device = هذا الجهاز محظور، لذلك لم يُنفذ الطلب. يرجى إعادة الطلب من جهاز آخر أو سؤال الإدارة.
refusal-suspended_device = هذا الجهاز ينتظر قرار الإدارة، لذلك لم يُنفذ الطلب. يرجى إعادة الطلب بعد أن تؤكد الإدارة هذا الجهاز.
refusal-other_role = لهذا الشخص دور آخر هنا بالفعل، مثلًا كأحد الوالدين أو متدرب أو في الإدارة. يرجى اختيار شخص آخر للحلول محلّه، أو سؤال الإدارة.
refusal-taken_back = سُحبت هذه الملاحظة في هذه الأثناء. لا يمكن تعديلها أو الموافقة عليها بعد الآن. نصك ما زال موجودًا.
refusal-discarded = لم توافق الإدارة على إضافة هذه الملاحظة. يمكنك سؤال الإدارة عن السبب.

## لماذا يتأخر إرسال الملاحظة
later-rate = يتم الآن إرسال ملاحظات كثيرة معًا. سيتم إرسال هذه الملاحظة تلقائيًا بعد قليل. لا حاجة إلى فعل أي شيء.
later-quota = لقد كتبت هنا الكثير. تبقى الملاحظة على هذا الجهاز وسيتم إرسالها تلقائيًا لاحقًا. إذا كان الأمر عاجلًا، فيرجى الاتصال.
later-unknown_subject = الخادم لا يعرف هذا الطفل أو هذه المجموعة بعد. سيتم إرسال الملاحظة تلقائيًا لاحقًا. لا حاجة إلى فعل أي شيء.
later-missing_base = هناك تعديل سابق على هذا النص لم يصل بعد. سيتم إرسال تعديلك بعده تلقائيًا. لا حاجة إلى فعل أي شيء.
later-after_earlier = هناك ملاحظة سابقة ترسل أولًا. سيتم إرسال هذه الملاحظة بعدها تلقائيًا. لا حاجة إلى فعل أي شيء.

## لماذا تنتظر الملاحظة قرار الإدارة
hold-access_ended = لم تعد لك صلة بهذه المجموعة أو بهذا الطفل. الإدارة تقرر إن كانت الملاحظة ستضاف. لا حاجة إلى فعل أي شيء.
hold-device_revoked = هذا الجهاز محظور. الملاحظة محفوظة والإدارة تقرر ما يحدث لها. يرجى طلب دعوة جديدة من الإدارة.
hold-device_suspended = هذا الجهاز ينتظر قرار الإدارة لأن الجهاز الذي سمح له بالدخول محظور. الملاحظة محفوظة والإدارة تقرر ما يحدث لها.

## لماذا لم يتم أخذ إذن اليوم من زميل
brief-malformed = هذا ليس إذن يوم يعرفه هذا التطبيق. يرجى تحديث التطبيق وطلب عرضه من جديد.
brief-too_large = لا يتسع إذن اليوم لهذا. يرجى أن تطلب من زميلك إعداده من جديد.
brief-not_for_this_phone = إذن اليوم هذا لهاتف آخر، أو حدث فيه خلل في الطريق. يرجى أن يمسح زميلك الرمز على هاتفك ويعرضه من جديد.
brief-other_organisation = إذن اليوم هذا من مؤسسة أخرى. يرجى فتح حساب تلك المؤسسة والمسح من جديد.
brief-unknown_device = هذا الهاتف لا يعرف جهاز زميلك. يرجى سؤال زميل آخر، أو الاتصال بالإنترنت أولًا.
brief-bad_signature = لا يمكننا التأكد من أن هذا يأتي حقًا من جهاز زميلك. يرجى أن يعطيك زميل آخر الإذن.
brief-may_not_grant = لا يمكن لهذا الزميل إعطاء إذن لهذه المجموعة. يرجى سؤال زميل يعمل في هذه المجموعة.
brief-another_person = إذن اليوم هذا لشخص آخر. يرجى أن يمسح زميلك الرمز على هاتفك.
brief-not_today = إذن اليوم هذا ليس لهذا اليوم. يرجى التأكد من ساعة هاتفك، أو طلب إذن جديد.
brief-over = انتهى إذن اليوم هذا. يرجى طلب إذن جديد من زميل.
brief-another_group = يوجد هنا شيء لا يخص هذه المجموعة. لم يتم حفظ أي شيء. يرجى سؤال زميل آخر وإخبار الإدارة.

## لماذا لم ينجح الاتصال بالخادم
request-malformed = الخادم لا يفهم هذا التطبيق. ملاحظاتك محفوظة بأمان على هذا الجهاز. يرجى تحديث التطبيق.
request-too_large = تم إرسال الكثير إلى الخادم دفعة واحدة. سيحاول التطبيق بأجزاء أصغر. لا حاجة إلى فعل أي شيء.
request-unsupported_version = هذا التطبيق قديم جدًا بالنسبة إلى الخادم. ملاحظاتك محفوظة بأمان على هذا الجهاز. يرجى تحديث التطبيق.
request-unknown_organisation = هذه المؤسسة غير معروفة هنا. يرجى طلب دعوة جديدة من الإدارة.
request-unknown_device = هذا الجهاز غير مسجل. يرجى طلب دعوة جديدة من الإدارة.
request-device_revoked = هذا الجهاز محظور. ما كتبته سيصل مع ذلك إلى الإدارة. يرجى طلب دعوة جديدة.
request-device_suspended = هذا الجهاز ينتظر قرار الإدارة لأن الجهاز الذي سمح له بالدخول محظور. كل ما عليه يبقى كما هو. يرجى طلب تأكيده من الإدارة.
request-bad_signature = الخادم لا يتعرف على هذا الجهاز. ملاحظاتك محفوظة بأمان على هذا الجهاز. يرجى طلب المساعدة من الإدارة.
request-clock_wrong = ساعة هذا الجهاز غير مضبوطة. يرجى اختيار الوقت التلقائي في الإعدادات. سيحاول التطبيق من جديد.
request-nonce_reused = وصلت هذه الرسالة من قبل. سيتابع التطبيق تلقائيًا. لا حاجة إلى فعل أي شيء.
request-rate_limited = هناك ضغط كبير الآن. سيحاول التطبيق من جديد بعد قليل. لا حاجة إلى فعل أي شيء.
request-unavailable = لا يمكن الوصول إلى الخادم الآن. ملاحظاتك محفوظة بأمان على هذا الجهاز. سيحاول التطبيق من جديد بعد قليل.
request-invitation_unknown = نحن لا نعرف هذه الدعوة. يرجى التأكد من كتابة الرمز بشكل صحيح، أو طلب دعوة جديدة.
request-invitation_used = تم استعمال هذه الدعوة من قبل. يرجى طلب دعوة جديدة من الإدارة.
request-invitation_expired = هذه الدعوة قديمة جدًا. يرجى طلب دعوة جديدة من الإدارة.
request-too_many_devices = لدى هذا الشخص أو هذه المجموعة أجهزة كافية. يرجى طلب حظر أحدها أولًا من الإدارة. تبقى الدعوة صالحة.

## ما لم ينجح على هذا الجهاز
device-wrong_key = لا يمكن للتطبيق فتح بياناتك. يرجى فتح قفل الجهاز والمحاولة من جديد. إن لم ينفع ذلك، يرجى طلب دعوة جديدة من الإدارة.
device-not_found = هذا الحساب غير موجود على هذا الجهاز. يرجى طلب دعوة من الإدارة.
device-already_exists = هذا الحساب موجود على هذا الجهاز. يرجى فتحه.
device-not_a_store = لا يمكن للتطبيق قراءة هذا الملف. يرجى طلب دعوة جديدة من الإدارة.
device-corrupt = بياناتك على هذا الجهاز متضررة. يرجى عدم حذف التطبيق، فقد يمكن إنقاذ بعض الملاحظات. يرجى طلب المساعدة من الإدارة.
device-stale_log = البيانات على هذا الجهاز لا تتوافق: أعيد جزء منها من نسخة قديمة. يرجى عدم حذف التطبيق وتسجيل هذا الجهاز من جديد. لم يتغير شيء.
device-read_only = لا يمكن للتطبيق حفظ أي شيء على هذا الجهاز. يرجى إعادة تشغيل الجهاز. إن لم ينفع ذلك، يرجى طلب المساعدة من الإدارة.
device-disk_full = الجهاز ممتلئ. ما تم حفظه من قبل في أمان. يرجى حذف صور أو تطبيقات والمحاولة من جديد.
device-newer_version = هذه البيانات من إصدار أحدث من التطبيق. يرجى تحديث التطبيق.
device-in_use = التطبيق مشغول بشيء آخر الآن. يرجى المحاولة من جديد بعد قليل.
device-not_enrolled = هذا الجهاز غير مسجل بعد. يرجى طلب دعوة من الإدارة.
device-already_enrolled = هذا الحساب مسجل من قبل. يرجى إنشاء حساب جديد لهذه الدعوة.
device-lease_expired = بقي هذا الجهاز دون اتصال مدة طويلة. يرجى وصله بالإنترنت لتتمكن القراءة من جديد. ما كتبته محفوظ وسيتم إرساله عندئذ.
device-unsent = ما زالت على هذا الجهاز ملاحظات لم يتم إرسالها. يرجى البحث عن اتصال أولًا، أو تسجيل الخروج مع حفظها للمرة القادمة.
device-logged_out = لقد تم تسجيل الخروج على هذا الجهاز. يرجى تسجيل الدخول من جديد. الملاحظات التي لم يتم إرسالها محفوظة.
device-not_logged_out = يرجى تسجيل الخروج من هذا الحساب أولًا، وإلا ضاعت الملاحظات التي لم يتم إرسالها.
device-failed = لم ينجح الحفظ أو القراءة. يرجى إغلاق التطبيق وفتحه من جديد. إن لم ينفع ذلك، يرجى طلب المساعدة من الإدارة.
device-folder = لا يمكن للتطبيق استعمال مجلده على هذا الجهاز. يرجى إعادة تشغيل الجهاز. إن لم ينفع ذلك، يرجى طلب المساعدة من الإدارة.
device-too_many_accounts = على هذا الجهاز حسابات كثيرة جدًا. يرجى تسجيل الخروج من حساب آخر أولًا.
device-no_threads = الذاكرة المتاحة على الجهاز قليلة جدًا. يرجى إغلاق التطبيقات الأخرى وفتح هذا التطبيق من جديد.
device-busy = التطبيق ما زال يغلق حسابك. لا حاجة إلى فعل أي شيء.
device-closed = حسابك مقفل. يرجى فتح القفل والمتابعة.
device-required = يرجى إدخال الرمز السري للمتابعة.
device-fresh_required = لهذا الأمر يطلب التطبيق الرمز السري مرة أخرى. يرجى إدخاله.
device-not_here = هذا الاسم لا ينتمي الآن إلى هذه المجموعة. يرجى اختيار اسمك أو طلب المساعدة من الفريق.
device-too_simple = هذا الرمز السري سهل التخمين. يرجى اختيار 4 إلى 8 أرقام أخرى.
device-no_pin = ليس لديك رمز سري على هذا الجهاز بعد. يرجى اختيار رمز بحضور شخص من الفريق.
device-wrong = الرمز السري غير صحيح. يرجى المحاولة من جديد. بعد عدة محاولات يتم قفل اسمك لفترة.
device-locked = تم إدخال رمز سري خاطئ مرات كثيرة. يرجى الانتظار قليلًا والمحاولة من جديد. في حالة النسيان يرجى طلب المساعدة من الفريق.
device-nobody_vouches = يلزم لهذا شخص من الفريق. يرجى أن يُدخل هذا الشخص رمزه السري أولًا.
device-no_memory = ذاكرة الجهاز لا تكفي الآن للتحقق من الرمز السري. يرجى إغلاق التطبيقات الأخرى والمحاولة من جديد.
device-no_answer = لا يوجد اتصال بالخادم الآن. ملاحظاتك محفوظة بأمان على هذا الجهاز. سيحاول التطبيق من جديد بعد قليل.
device-not_trusted = لا يمكن الوثوق بهذه الشبكة، لذلك لا يرسل التطبيق شيئًا. يرجى تجربة شبكة أخرى أو بيانات الهاتف.
device-not_the_server = جاء الرد من جهة غير خادمنا. إن كانت هذه الشبكة تطلب تسجيل الدخول، يرجى فعل ذلك أولًا أو تجربة شبكة أخرى.
device-answer_too_large = كان رد الخادم كبيرًا جدًا. ملاحظاتك محفوظة بأمان على هذا الجهاز. يرجى تحديث التطبيق.
device-tls = لا يمكن لهذا الجهاز إنشاء اتصال آمن. ملاحظاتك محفوظة بأمان على هذا الجهاز. يرجى تحديث التطبيق والجهاز.
device-no_context = { device-id }
device-stopping = التطبيق قيد الإغلاق. ما تم حفظه في أمان. يرجى فتح التطبيق من جديد.
device-paused = التطبيق في الخلفية وينتظر قبل الإرسال. يرجى فتح التطبيق ليتابع تلقائيًا.
device-cancelled = تم إيقاف الإرسال. ملاحظاتك محفوظة بأمان على هذا الجهاز. سيحاول التطبيق من جديد بعد قليل.
device-id = حدث خطأ في التطبيق. ملاحظاتك محفوظة بأمان على هذا الجهاز. يرجى إغلاق التطبيق وفتحه والمحاولة من جديد.
device-unknown = { device-id }
device-wrong_subject = { device-id }
device-not_32_bytes = { device-id }
device-other_seal = { device-id }
device-not_shared = { device-id }
device-value = تم إدخال شيء غير ممكن، أو النص طويل جدًا. يرجى التصحيح والمحاولة من جديد.
device-entry = هذه الملاحظة كبيرة جدًا. يرجى تقسيمها إلى ملاحظتين أقصر.
device-unknown_agreement = هذا الاتفاق ليس على هذا الجهاز بعد. يرجى البحث عن اتصال والمحاولة من جديد.
device-unsent_edits = لم يتم إرسال تعديلك على هذا النص بعد. يرجى انتظار الاتصال ثم الموافقة.
device-empty = لم يتم إدخال أي شيء بعد. يرجى كتابة شيء أو اختياره والمحاولة من جديد.
device-parents_not_told = يرجى الاتصال بالوالدين أولًا أو إخبارهما عند الباب. بعد ذلك يمكن مشاركة هذا معهما.
device-no_child = لا تذكر هذه الملاحظة أي طفل تعني. يرجى ملء ذلك أولًا.
device-names_another = في هذا النص اسم طفل آخر. يرجى حذفه والمحاولة من جديد.
device-proposal_unfinished = هذا الاقتراح غير مكتمل. يرجى إضافة ما ينقص والمحاولة من جديد.
device-too_many_drafts = لديك مسودات كثيرة جدًا. يرجى إرسال واحدة أو حذفها ثم المحاولة من جديد.
device-not_for_us = هذه الملاحظات لجهاز آخر. يرجى مسح رمزك مرة أخرى.
device-relay_too_large = هذا أكثر مما يمكن نقله مرة واحدة. يرجى نقل جزء أولًا.
device-damaged = لم تصل هذه الملاحظات بشكل سليم. يرجى مسحها مرة أخرى.
device-other_organisation = هذا الجهاز تابع لمؤسسة أخرى. الملاحظات تنتقل فقط داخل مؤسستك.
device-own_code = هذا رمز جهازك. يرجى مسح رمز جهاز شخص آخر من الفريق.
device-nothing = لا يوجد هنا ما ينتظر النقل. لا حاجة إلى فعل أي شيء.
device-not_an_offer = هذا ليس رمز جهاز من الفريق. يرجى فتح الرمز على الجهاز الآخر ومسحه من جديد.
device-other_offer = هذا الرمز لشيء آخر. لنقل الملاحظات رمز، وللسماح لشخص بالعمل اليوم رمز آخر.
device-not_personal = هذا جهاز مشترك. يمكن إدخال البديل هنا باسمه الأول ورقم سري.
device-mistyped = هذا الرمز غير صحيح. يرجى التأكد من كتابته كاملًا، أو مسح الرمز.
device-address = العنوان في هذه الدعوة غير صحيح. يرجى طلب دعوة جديدة من الإدارة.
device-missing = يرجى أولًا اختيار اسمك من القائمة.

## غير معروف
unknown-note = هذا نوع جديد من الملاحظات. يرجى تحديث التطبيق لقراءته.
unknown-code = هنا شيء لا يعرفه هذا التطبيق بعد. يرجى تحديث التطبيق لقراءته.

## داخل الفريق
handover = تسليم داخل الفريق
handover-state-calm = { $child } بخير.
handover-state-watch = { $child } بحاجة إلى متابعة وانتباه.
handover-state-act = يجب فعل شيء من أجل { $child }.
handover-summary = باختصار
handover-to_do = ما يجب فعله
handover-to_do_by = قبل: { $time }
handover-to_do_who = من سيقوم بذلك: { $name }
handover-if_then = إذا … عندها …
read_back = تمت قراءة التسليم وفهمه
open_item = ما زال يجب فعله
open_item-what = ماذا
open_item-until = حتى: { $time }
take_over = انتقلت المتابعة
close_item = تم
close_item-text = كيف جرى الأمر
notice = انتباه
notice-until = يسري حتى: { $time }
presence = الحضور
presence-what-arrived = { $child }: وصول.
presence-what-left = { $child }: ذهاب إلى البيت.
presence-at = متى: { $time }
presence-by = الإحضار أو الاستلام من قِبل
presence-origin-home = القدوم من البيت
presence-origin-school = القدوم من المدرسة

## اليوم
drop_off = رسالة الإحضار
drop_off-for_date = ليوم { $time }
drop_off-mood-happy = يبدو المرح على { $child } اليوم.
drop_off-mood-as_usual = { $child } كالمعتاد اليوم.
drop_off-mood-tired = يبدو التعب على { $child } اليوم.
drop_off-mood-sad = يبدو الحزن على { $child } اليوم.
drop_off-mood-restless = يبدو عدم الهدوء على { $child } اليوم.
drop_off-mood-clingy = { $child } بحاجة اليوم إلى القرب من أحد.
drop_off-mood-unwell = لدى { $child } شعور ببعض التوعك.
drop_off-slept-well = { $child }: نوم جيد هذه الليلة.
drop_off-slept-as_usual = { $child }: نوم عادي هذه الليلة.
drop_off-slept-badly = { $child }: نوم سيئ هذه الليلة.
drop_off-slept-short = { $child }: نوم قصير هذه الليلة.
drop_off-woke_at = وقت الاستيقاظ: { $time }
drop_off-fed_at = آخر أكل أو شرب: { $time }
drop_off-collects = من سيأتي للاستلام
drop_off-collects_at = وقت الاستلام: { $time }
drop_off-to_know = من المفيد معرفته
drop_off-medicine-yes = { $child }: تم إعطاء دواء في البيت.
drop_off-medicine-no = { $child }: لم يتم إعطاء دواء في البيت.
drop_off-goes_alone_at = يمكن الذهاب إلى البيت دون مرافق: { $time }
pick_up = رسالة الاستلام
pick_up-text = عن هذه اللحظة
pick_up-keep_for_door = للحديث عند الباب
pick_up-question = سؤال لك
discussed = تم الحديث عنه عند الباب
day_log = دفتر اليوم
day_log-what-sleep = { $child }: نوم.
day_log-what-feed = { $child }: أكل أو شرب.
day_log-what-nappy = { $child }: تغيير الحفاض أو الذهاب إلى المرحاض.
day_log-what-play = { $child }: لعب.
day_log-from = من: { $time }
day_log-to = إلى: { $time }
day_log-amount = { $count } مل
day_log-code-bottle = زجاجة رضاعة
day_log-code-breast_milk = حليب الأم
day_log-code-formula = حليب الأطفال
day_log-code-fruit = فاكهة
day_log-code-bread = خبز
day_log-code-warm_meal = وجبة دافئة
day_log-code-snack = وجبة خفيفة
day_log-code-water = ماء
day_log-code-ate_all = تم أكل كل شيء
day_log-code-ate_half = تم أكل النصف تقريبًا
day_log-code-ate_little = تم أكل القليل
day_log-code-wet = حفاض مبلل
day_log-code-dirty = حفاض متسخ
day_log-code-dry = الحفاض كان جافًا
day_log-code-potty = على النونية أو المرحاض
day_log-code-in_bed = في السرير
day_log-code-in_pram = في عربة الأطفال
day_log-code-inside = في الداخل
day_log-code-outside = في الخارج
day_log-code-craft = أشغال يدوية
day_log-code-music = موسيقى
day_log-code-reading = قراءة القصص
day_log-code-free_play = لعب حر
day_change = اليوم مختلف
day_change-what-not_coming = { $child }: غياب.
day_change-what-later = { $child }: حضور متأخر.
day_change-what-earlier = { $child }: ذهاب مبكر إلى البيت.
day_change-what-other_collector = سيأتي شخص آخر لاستلام { $child }.
day_change-for_date = ليوم { $time }
day_change-until_date = حتى { $time } ضمنًا
day_change-reason = السبب: { $value }
day_change-reason-ill = مرض
day_change-reason-day_off = يوم عطلة
day_change-reason-family = العائلة
day_change-reason-appointment = موعد، مثلًا عند الطبيب أو طبيب الأسنان
day_change-reason-other = سبب آخر
day_change-symptoms = الأعراض: { $value }
day_change-at = متى: { $time }
day_change-collects = من سيأتي للأخذ

## من البيت
home_note = رسالة من البيت
home_note-topic-mood = حال { $child }
home_note-topic-family_event = أمر في العائلة
home_note-topic-nice_moment = لحظة جميلة في البيت
home_note-topic-new_skill = مهارة جديدة لدى { $child }
home_note-expires = يسري حتى: { $time }
marks = تمت القراءة
marks-read = { $count ->
    [zero] لم تتم قراءة أي رسالة
    [one] تمت قراءة رسالة واحدة
    [two] تمت قراءة رسالتين
    [few] تمت قراءة { $count } رسائل
    [many] تمت قراءة { $count } رسالة
   *[other] تمت قراءة { $count } رسالة
}
marks-part_of_day-morning = في الصباح
marks-part_of_day-afternoon = بعد الظهر
marks-part_of_day-evening = في المساء
marks-part_of_day-night = في الليل
thanks = شكرًا!
helped = هذا ساعدنا
family_card = عن عائلتنا
family_card-names = الأسماء وكيف تنطق
family_card-customs = ما هو معتاد عندنا
family_card-languages = اللغات في البيت
family_card-hopes = ما نتمناه لطفلنا
talk_request = طلب حديث قصير
talk_request-subject = عن: { $value }
talk_request-subject-sleep = النوم
talk_request-subject-food = الأكل
talk_request-subject-play = اللعب
talk_request-subject-behaviour = السلوك
talk_request-subject-other = شيء آخر
talk_request-subject-tell_myself = أفضل أن أحكي ذلك بنفسي
talk_request-urgency-no_hurry = الأمر غير مستعجل.
talk_request-urgency-this_week = هذا الأسبوع من فضلكم.
talk_request-urgency-call_today = سأتصل بكم اليوم.
talk_request-times = الأوقات المناسبة
talk_answer = رد بشأن محادثة
talk_answer-answer-yes = نعم، بكل سرور.
talk_answer-answer-no = لا، شكرا.
talk_answer-answer-later = من الأفضل لاحقا.
talk_answer-at = موعد المحادثة: { $time }
talk_answer-until = الرجاء عدم السؤال قبل: { $time }
offer = هل ترغبون في هذا؟
offer-what-ten_minutes = محادثة من عشر دقائق: { $child }
offer-what-home_visit = زيارة منزلية
contact_plan = هكذا نبقى على تواصل
contact_plan-rhythm-weekly = كل أسبوع
contact_plan-rhythm-monthly = كل شهر
contact_plan-rhythm-quarterly = كل ثلاثة أشهر
contact_plan-rhythm-when_needed = عند الحاجة
contact_plan-channel-door = عند الباب
contact_plan-channel-phone = بالهاتف
contact_plan-channel-app = في التطبيق
contact_plan-channel-in_person = في حديث مباشر
contact_plan-detail-brief = باختصار
contact_plan-detail-normal = بشكل عادي
contact_plan-detail-extensive = بالتفصيل
contact_plan-declined_until = الأفضل ألا يكون ذلك قبل: { $time }
contact_plan-times = متى يناسب
contact_plan-tips-yes = نصائح التربية مرحب بها.
contact_plan-tips-no = نفضل عدم تلقي نصائح تربوية.
contact_plan-quiet_from = نفضل عدم تلقي الرسائل بعد: { $clock }
contact_plan-quiet_until = الرسائل من جديد بعد: { $clock }
contact_mark = تحدثنا معًا
contact_mark-what-door = عند الباب
contact_mark-what-call = بالهاتف
contact_mark-what-talk = في حديث مباشر
contact_mark-what-home_visit = في زيارة منزلية
contact_mark-at = متى: { $time }
contact_mark-two_way-yes = تحدث كل طرف وسأل.
contact_mark-two_way-no = تحدث طرف واحد فقط.
contact_mark-positive-yes = كان الحديث عن شيء جميل.
contact_mark-positive-no = كان الحديث عن شيء صعب.
share = معلومات تمت مشاركتها معًا
share-receiver = إلى: { $value }
share-receiver-school = المدرسة
share-receiver-after_school = رعاية ما بعد المدرسة
share-receiver-youth_health = مركز صحة الطفل
share-receiver-other = جهة أخرى
share-receiver_name = الاسم
share-consent = بموافقتكم
share_answer = رد بشأن ما نريد مشاركته
share_answer-agreed-yes = نعم، يمكن مشاركة هذا.
share_answer-agreed-no = لا، لا تجوز مشاركة هذا.
share_answer-text = ما أود إضافته
share_sent = تمت المشاركة
share_sent-at = متى: { $time }

## ملاحظات وأسئلة وأجوبة
observation = ما لاحظناه
observation-seen = ما شاهدناه
observation-meaning = المعنى في رأينا
observation-next = ما سنفعله الآن
proposal = اقتراح في إطار التدريب
proposal-for_kind = نوع الاقتراح: { $value }
proposal-for_kind-observation = ما لاحظناه
proposal-for_kind-pick_up = رسالة الاستلام
proposal-for_kind-question = سؤال
proposal-for_kind-notice = انتباه
proposal-seen = ما شاهدته
proposal-meaning = المعنى في رأيي
proposal-next = ما يمكن أن نفعله الآن
question = سؤال
question-text = السؤال
question-options = أجوبة ممكنة
question-reply_by = نرجو الجواب قبل: { $time }
question-asks-answer = نرجو جوابا.
question-asks-advice = نرجو نصيحة.
question-asks-help = هل يمكنكم المساعدة؟
concern = أمر يقلقنا
concern-text = ما يشغل بالنا
concern-owner = من سيتولى ذلك: { $name }
concern-reply_by = نرجو الجواب قبل: { $time }
escalation = طلب مساعدة
escalation-to-manager = إلى الإدارة
escalation-to-coach = إلى المدربة التربوية أو المدرب التربوي
escalation-text = السبب
tip = نصيحة للبيت
tip-text = النصيحة
reply = جواب
reply-text = الجواب
see_it_differently = نحن نرى ذلك بشكل مختلف
see_it_differently-text = كيف نراه نحن

## ما يجب أن يكون صحيحًا
medical = الصحة
medical-what-allergy = لدى { $child } حساسية.
medical-what-intolerance = لدى { $child } عدم تحمل لشيء ما.
medical-what-condition = لدى { $child } مشكلة صحية.
medical-what-medicine = { $child }: استعمال دواء.
medical-substance = ماذا
medical-severity-mild = خفيف
medical-severity-severe = شديد
medical-since = منذ: { $time }
medical-withdrawn-yes = هذا لم يعد ساريًا.
medical_resolution = الصحة: تم التأكيد
medical_resolution-text = هكذا الأمر الآن
collector = من يسمح له بالاستلام
collector-name = الاسم
collector-relation = الصلة بالطفل
collector-withdrawn-yes = لم يعد يسمح لهذا الشخص بالاستلام.
collector-scope = المسموح: { $value }
collector-scope-collect = الأخذ من الحضانة
collector-scope-be_called = الاتصال بهاتفه
collector-scope-join_talks = حضور محادثة
collector-weekdays = عادة: { $value }
collector-weekdays-monday = الاثنين
collector-weekdays-tuesday = الثلاثاء
collector-weekdays-wednesday = الأربعاء
collector-weekdays-thursday = الخميس
collector-weekdays-friday = الجمعة
collector-weekdays-saturday = السبت
collector-weekdays-sunday = الأحد
consent = إذن
consent-purpose = من أجل: { $value }
consent-purpose-photos_inside = صور للمجموعة والأهل
consent-purpose-photos_website = صور على الموقع الإلكتروني
consent-purpose-outing = الرحلات
consent-purpose-sun_cream = وضع كريم الحماية من الشمس
consent-purpose-paracetamol = إعطاء الباراسيتامول
consent-purpose-share_school = مشاركة المعلومات مع المدرسة
consent-purpose-share_after_school = مشاركة المعلومات مع رعاية ما بعد المدرسة
consent-purpose-share_youth_health = مشاركة المعلومات مع مركز صحة الطفل
consent-purpose-go_home_alone = الذهاب إلى البيت دون مرافق
consent-purpose-observation = كتابة ما نراه
consent-given-yes = نعم، هذا مسموح.
consent-given-no = لا، هذا غير مسموح.
rhythm = الروتين اليومي: { $child }
rhythm-text = النوم والأكل والتهدئة
rhythm-since = منذ: { $time }
rhythm-sleep_times = وقت النوم
rhythm-sleep_how = طريقة النوم
rhythm-feeds = الأكل والشرب
rhythm-comfort = ما يساعد عند الحزن
expectations = ما نتوقعه من بعضنا
expectations-about-expect = هذا ما نتوقعه
expectations-about-hope = ما نتمناه: { $child }
our_way = هكذا نفعل ذلك
medicine_agreement = اتفاق بشأن دواء
medicine_agreement-medicine = الدواء
medicine_agreement-dose = الكمية
medicine_agreement-times = متى
medicine_agreement-how = كيف
medicine_agreement-from = من: { $time }
medicine_agreement-to = إلى: { $time }
medicine_agreement-expires = صالح للاستعمال حتى: { $time }
medicine_agreement-prescriber = الوصفة من قِبل
medicine_agreement-first_given_at_home-yes = المرة الأولى كانت في البيت.
medicine_agreement-first_given_at_home-no = لم يتم إعطاؤه في البيت بعد.
medicine_agreement-kept = مكان الحفظ
medicine_agreement-given_by = من يسمح له بإعطائه
medicine_agreement-withdrawn-yes = هذا الاتفاق لم يعد ساريًا.

## الرعاية
medicine_dose = تم إعطاء دواء
medicine_dose-medicine = الدواء
medicine_dose-dose = الكمية
medicine_dose-at = متى: { $time }
medicine_dose-given_by = تم الإعطاء من قِبل { $name }
medicine_dose-checked_by = تم التحقق من قِبل { $name }
medicine_dose-agreement = حسب الاتفاق على هذا الدواء
dose_check = تم التحقق من الدواء
incident = حادث صغير
incident-what-fall = { $child }: وقوع على الأرض.
incident-what-bump = { $child }: اصطدام بشيء.
incident-what-bite = { $child }: عضة.
incident-what-cut = { $child }: جرح صغير.
incident-what-sting = { $child }: لسعة حشرة.
incident-what-burn = { $child }: حرق.
incident-what-choking = { $child }: غصة في الحلق.
incident-what-other = حدث شيء مع { $child }.
incident-at = متى: { $time }
incident-action-comforted = قمنا بتهدئة { $child }.
incident-action-cooled = قمنا بتبريد مكان الإصابة.
incident-action-plaster = وضعنا لاصقة جروح.
incident-action-first_aid = قدمنا الإسعافات الأولية.
incident-action-doctor = ذهبنا إلى الطبيب.
incident-action-emergency = اتصلنا برقم الطوارئ 112.
illness = مرض في المجموعة
illness-symptoms = لدى { $child } أعراض: { $value }
illness-at = متى: { $time }
illness-temperature_tenths = { $value } درجة
illness-action-watched = نحن نتابع الأمر.
illness-action-parent_called = اتصلنا بالأهل.
illness-action-collected = تم استلام { $child }.
illness-action-doctor = ذهبنا إلى الطبيب.
illness-action-emergency = اتصلنا برقم الطوارئ 112.

## معًا
agreement = اتفاق
agreement-text = ما نتفق عليه
agreement-from = من: { $time }
agreement-review_at = سننظر فيه معًا من جديد: { $time }
talk = محادثة
talk-at = متى: { $time }
talk-second = يحضر أيضا: { $name }
talk-participants = من سيحضر
talk_report = تقرير عن حديث
talk_report-text = ما تحدثنا عنه
talk_report-at = متى: { $time }
text_edit = تم تعديل النص
approval = موافقة على النص
agenda_item = موضوع للحديث

## للجميع
board_item = لوحة الإعلانات
board_item-code-closed = أبوابنا مغلقة.
board_item-code-chickenpox = هناك جدري الماء في المجموعة.
board_item-code-head_lice = هناك قمل الرأس في المجموعة. يرجى فحص شعر طفلكم جيدًا.
board_item-code-stomach_bug = هناك التهاب معدة وأمعاء في المجموعة.
board_item-code-rubber_boots = يرجى إحضار حذاء مطري.
board_item-code-sun_cream = يرجى وضع كريم الحماية من الشمس لطفلكم في البيت.
board_item-code-swimming = سنذهب للسباحة. يرجى إحضار منشفة وملابس سباحة.
board_item-code-outing = سنذهب في رحلة.
board_item-code-birthday = هناك حفلة في المجموعة.
board_item-code-study_day = هناك يوم تدريب للفريق.
board_item-code-photographer = هناك تصوير فوتوغرافي في المجموعة.
board_item-code-other = رسالة للجميع
board_item-at = متى: { $time }
board_item-until = حتى: { $time }
poll = سؤال لجميع الأهل
poll-text = السؤال
poll-options = الخيارات
poll-until = الإجابة ممكنة حتى: { $time }
poll_answer = رد على سؤال لجميع الأهل
poll_answer-choice = الجواب المختار: { $count }
event = دعوة
event-what-come_and_look = تعالوا لزيارة المجموعة
event-what-coffee = قهوة مع أهالي آخرين
event-what-celebration = احتفال
event-what-trip = نزهة
event-what-workshop = التعلم معا حول موضوع
event-what-activity = القيام بشيء معا
event-title = العنوان
event-at = متى: { $time }
event-until = حتى: { $time }
event-place = المكان
event-places = عدد الأماكن: { $count }
event-guests = من سيأتي أيضا
event-help_wanted = المساعدة مرحب بها
event-poll = طلب الأهل هذا.
event_answer = رد على دعوة
event_answer-answer-yes = نعم، سأحضر.
event_answer-answer-no = لا، لن أحضر.
event_answer-answer-maybe = لا أعرف بعد.
event_answer-persons = عدد الأشخاص: { $count }
event_answer-helps-yes = أود المساعدة.
event_answer-helps-no = لا أستطيع المساعدة.
event_answer-shares_contact-yes = يمكن للأهل الآخرين رؤية بطاقتي.
event_answer-shares_contact-no = بطاقتي ليست للأهل الآخرين.
contact_card = بطاقة من أحد الأهل
handbook_page = الدليل
handbook_page-version = الإصدار { $count }
template = مساعدة في الكتابة
template-for_kind = من أجل: { $value }
template-for_kind-drop_off = رسالة الإحضار
template-for_kind-pick_up = رسالة الأخذ
template-for_kind-handover = تسليم داخل الفريق
template-for_kind-day_log = يوميات
template-for_kind-observation = ما لاحظناه
template-for_kind-talk = محادثة
template-for_kind-expectations = ما نتوقعه
template-age-baby = رضع حتى عمر سنة
template-age-toddler = أطفال من سنة إلى 4 سنوات
template-age-after_school = الرعاية بعد المدرسة
practice_card = هذا نجح عندنا
theme_pack = موضوع
self_check = نظرة على عملك
self_check-items = أسئلة
self_check-source = المصدر
staff_card = من أنا
staff_card-training = التعليم
staff_card-topics = مواضيع أعرف عنها الكثير
staff_card-languages = اللغات التي أتكلمها

## تصحيح
correction = تم التصحيح
retraction = تم السحب
retraction-reason = السبب: { $value }
retraction-reason-wrong_child = كان الأمر عن طفل آخر
retraction-reason-wrong_facts = لم يكن ذلك صحيحًا
retraction-reason-not_wanted = من الأفضل عدم حفظه
retraction-reason-other = سبب آخر

## حقول لأنواع كثيرة
field-text = النص
field-topic = عن: { $value }
field-topic-sleep = النوم
field-topic-food = الأكل
field-topic-comfort = التهدئة
field-topic-limits = الحدود
field-topic-play = اللعب
field-topic-language = اللغة
field-topic-behaviour = السلوك
field-topic-friends = الأصدقاء
field-topic-toilet = استعمال المرحاض
field-topic-health = الصحة
field-topic-other = شيء آخر
field-topic-vision = طريقة عملنا
field-topic-together = معا مع الأهل
field-topic-drop_off = الإحضار
field-topic-pick_up = الأخذ
field-topic-talks = محادثات
field-topic-medicine = أدوية
field-topic-illness = المرض
field-topic-safety = السلامة
field-topic-signals = قلق بشأن طفل
field-domain = عن: { $value }
field-domain-social_emotional = المشاعر والتعامل مع الآخرين
field-domain-motor = الحركة
field-domain-language = اللغة
field-domain-thinking = التفكير والفهم
field-domain-creative = الإبداع والخيال
field-domain-self_care = الاعتماد على النفس
field-domain-nature = الطبيعة والاكتشاف
field-domain-other = شيء آخر
field-symptoms-fever = حمى
field-symptoms-cough = سعال
field-symptoms-cold = زكام
field-symptoms-vomiting = تقيؤ
field-symptoms-diarrhoea = إسهال
field-symptoms-rash = طفح جلدي
field-symptoms-eye_infection = التهاب العين
field-symptoms-ear_pain = ألم في الأذن
field-symptoms-tired = خمول
field-symptoms-not_eating = رفض الأكل
field-symptoms-other = شيء آخر
field-told-not_yet = لم نخبر الأهل بعد.
field-told-called = أخبرنا الأهل بالهاتف.
field-told-told_at_the_door = أخبرنا الأهل عند الباب.
field-how-phone = بالهاتف
field-how-in_person = وجهًا لوجه
field-how-either = بالهاتف أو وجهًا لوجه
field-how-video = بمكالمة فيديو
field-how = كيف: { $value }
field-about = مرتبط بملاحظة أخرى
field-purpose-ten_minutes = حديث لعشر دقائق
field-purpose-intake = تعارف
field-purpose-sensitive = حديث في جو هادئ
field-purpose-home_visit = زيارة منزلية
field-purpose-other = حديث آخر
field-title = العنوان
field-copied_from = منقول من ملاحظة أخرى
field-original_author = تمت كتابته أولًا من قِبل { $name }

## لحظة جميلة
field-moment-built_tower = { $child }: بناء برج عال.
field-moment-built_railway = { $child }: بناء مسار طويل للقطارات أو السيارات.
field-moment-played_in_sand = { $child }: لعب ممتع في صندوق الرمل.
field-moment-played_with_water = { $child }: لعب بالماء.
field-moment-blew_bubbles = { $child }: نفخ فقاعات الصابون.
field-moment-painted = { $child }: تلوين بالفرشاة والألوان.
field-moment-drew = { $child }: رسم لوحة صغيرة.
field-moment-shaped_clay = { $child }: صنع شيء من الطين.
field-moment-cut_and_pasted = { $child }: قص ولصق.
field-moment-threaded_beads = { $child }: نظم الخرز في خيط.
field-moment-did_puzzle = { $child }: تركيب أحجية الصور.
field-moment-sorted_and_counted = { $child }: عد الأشياء وترتيبها.
field-moment-named_colours = { $child }: تسمية الألوان.
field-moment-sang_or_danced = { $child }: غناء أو رقص.
field-moment-knew_song_or_rhyme = { $child }: حفظ أغنية أو أنشودة عن ظهر قلب.
field-moment-made_music = { $child }: عزف الموسيقى.
field-moment-listened_to_story = { $child }: استماع جيد إلى قصة.
field-moment-joined_circle_time = { $child }: مشاركة جميلة في حلقة الأطفال.
field-moment-enjoyed_a_book = { $child }: تصفح الكتب بهدوء.
field-moment-told_a_story = { $child }: حكاية جميلة لنا.
field-moment-asked_good_question = { $child }: سؤال ذكي.
field-moment-said_new_word = { $child }: نطق كلمة جديدة.
field-moment-taught_us_a_word = { $child }: تعليمنا كلمة من لغة البيت.
field-moment-played_together = { $child }: لعب جميل مع الآخرين.
field-moment-played_alone = { $child }: لعب فردي طويل وهادئ.
field-moment-made_friend = { $child }: صداقة جديدة.
field-moment-welcomed_new_child = { $child }: لطف مع طفل جديد.
field-moment-helped_another = { $child }: مساعدة طفل آخر.
field-moment-comforted_other = { $child }: مواساة طفل آخر.
field-moment-said_something_kind = { $child }: كلمة لطيفة لطفل آخر.
field-moment-shared = { $child }: مشاركة الألعاب مع الآخرين.
field-moment-waited_turn = { $child }: انتظار الدور بصبر.
field-moment-made_up_after_quarrel = { $child }: مصالحة بعد شجار.
field-moment-set_boundary = { $child }: قول واضح: كفى، أنا لا أريد هذا.
field-moment-laughed = { $child }: ضحك كثير.
field-moment-made_us_laugh = { $child }: إضحاكنا جميعًا.
field-moment-cuddled = { $child }: عناق دافئ.
field-moment-said_goodbye_well = { $child }: وداع هادئ هذا الصباح.
field-moment-let_be_comforted = { $child }: حزن قصير ثم هدوء جميل.
field-moment-helped_tidy_up = { $child }: مساعدة في الترتيب.
field-moment-helped_at_table = { $child }: مساعدة في إعداد المائدة.
field-moment-ate_well = { $child }: أكل بشهية.
field-moment-tried_new_food = { $child }: تذوق طعام جديد.
field-moment-ate_without_help = { $child }: أكل دون مساعدة.
field-moment-made_own_sandwich = { $child }: تحضير شطيرة دون مساعدة.
field-moment-drank_from_cup = { $child }: شرب من الكوب دون مساعدة.
field-moment-poured_own_drink = { $child }: صب الشراب دون مساعدة.
field-moment-used_toilet = { $child }: استعمال النونية أو المرحاض.
field-moment-dressed_without_help = { $child }: ارتداء قطعة ملابس دون مساعدة.
field-moment-washed_hands = { $child }: غسل اليدين دون مساعدة.
field-moment-slept_well = { $child }: نوم هانئ.
field-moment-enjoyed_outside = { $child }: لعب ممتع في الخارج.
field-moment-played_hide_and_seek = { $child }: لعبة الغميضة.
field-moment-played_in_rain_or_snow = { $child }: لعب في الخارج تحت المطر أو في الثلج.
field-moment-went_for_walk = { $child }: مشاركة في نزهة مشيًا.
field-moment-climbed = { $child }: تسلق ناجح.
field-moment-jumped = { $child }: قفز ونط.
field-moment-kept_balance = { $child }: مشي على عارضة أو على خط.
field-moment-went_down_slide = { $child }: نزول على الزحليقة.
field-moment-rode_bike = { $child }: ركوب الدراجة.
field-moment-played_ball = { $child }: لعب بالكرة.
field-moment-found_little_animals = { $child }: اكتشاف حشرات صغيرة.
field-moment-was_gentle_with_animal = { $child }: لطف مع حيوان.
field-moment-explored_nature = { $child }: بحث عن أوراق الشجر والأغصان والزهور.
field-moment-cared_for_plants = { $child }: عناية بالنباتات.
field-moment-played_pretend = { $child }: لعب تمثيلي، مثل دور الأم أو الطبيب.
field-moment-dressed_up = { $child }: لبس أزياء تنكرية.
field-moment-cared_for_doll = { $child }: عناية بالدمية.
field-moment-kept_trying = { $child }: مثابرة على شيء صعب.
field-moment-solved_problem = { $child }: حل مشكلة دون مساعدة.
field-moment-chose_activity = { $child }: اختيار نشاط دون مساعدة.
field-moment-dared_something = { $child }: جرأة على شيء مثير.
field-moment-was_proud = { $child }: فخر بشيء نجح.
field-moment-rolled_over = { $child }: انقلاب من جهة إلى أخرى.
field-moment-sat_up = { $child }: جلوس دون سند.
field-moment-crawled = { $child }: حبو.
field-moment-stood_up = { $child }: وقوف على القدمين.
field-moment-took_steps = { $child }: خطوات صغيرة على القدمين.
field-moment-grasped_something = { $child }: إمساك شيء وتأمله جيدًا.
field-moment-babbled = { $child }: مناغاة مرحة.
field-moment-smiled_at_us = { $child }: ابتسامة كبيرة لنا.
field-moment-played_peekaboo = { $child }: لعبة الاختباء خلف اليدين.
field-moment-enjoyed_tummy_time = { $child }: استلقاء على البطن ونظر في كل اتجاه.
field-moment-found_hands_and_feet = { $child }: اكتشاف اليدين والقدمين.
field-moment-walked_along_furniture = { $child }: مشي مع الاستناد إلى الأثاث.
field-moment-clapped_or_waved = { $child }: تصفيق أو تلويح باليد.
field-moment-knew_own_name = { $child }: انتباه عند سماع الاسم.
field-moment-felt_materials = { $child }: لمس أشياء ناعمة أو خشنة أو مبللة.
field-moment-listened_to_song = { $child }: استمتاع بأغنية.
field-moment-drank_well = { $child }: شرب جيد.
field-moment-ate_from_spoon = { $child }: أكل بالملعقة.
field-moment-fell_asleep_calmly = { $child }: خلود إلى النوم بهدوء.
field-moment-came_happily_from_school = { $child }: قدوم مرح من المدرسة.
field-moment-told_about_school = { $child }: حديث عن المدرسة.
field-moment-relaxed_after_school = { $child }: راحة جميلة بعد المدرسة.
field-moment-did_homework_together = { $child }: عمل الواجبات مع الآخرين.
field-moment-read_alone = { $child }: قراءة كتاب دون مساعدة.
field-moment-wrote_something = { $child }: كتابة قصة أو رسالة أو بطاقة.
field-moment-finished_drawing = { $child }: إتمام رسم حتى النهاية.
field-moment-made_jewellery_or_sewed = { $child }: صنع حلية أو خياطة شيء.
field-moment-built_with_tools = { $child }: صنع شيء بالأدوات.
field-moment-did_experiment = { $child }: تجربة علمية صغيرة.
field-moment-cooked_together = { $child }: طبخ أو خبز مع الآخرين.
field-moment-played_board_game = { $child }: لعبة جماعية على الطاولة.
field-moment-coped_with_losing = { $child }: تقبل الخسارة بروح جميلة.
field-moment-invented_game = { $child }: ابتكار لعبة جديدة.
field-moment-made_plan_together = { $child }: وضع خطة مع الآخرين.
field-moment-helped_younger_child = { $child }: مساعدة طفل أصغر.
field-moment-performed_for_others = { $child }: تقديم عرض أمام المجموعة.
field-moment-built_hut = { $child }: بناء كوخ.
field-moment-played_football = { $child }: لعب كرة القدم.
field-moment-did_sports = { $child }: رياضة ممتعة.
field-moment-went_on_outing = { $child }: استمتاع برحلة.
field-moment-celebrated = { $child }: مشاركة في حفلة.
field-moment-tried_something_new = { $child }: تجربة شيء جديد.
field-moment-learnt_something = { $child }: تعلم شيء جديد.
field-moment-made_something = { $child }: صنع شيء جميل.
field-moment-nothing_special = يوم عادي، دون أمور خاصة.

## للأخذ معك
export-title = ما نحفظه عن { $child }
export-made = أُعدّ في { $time } من أجل { $name }، من { $organisation }.
export-by = { $name }، { $time }
export-together = كُتب معًا

## الدليل: بطاقات لمن يعمل مع الوالدين. سطور البطاقة هي سماتها.
guide-communicating = الحديث مع الوالدين
    .line1 = ابدؤوا بشيء جيد، ثم اذكروا ما كان صعبا.
    .line2 = اطرحوا سؤالا مفتوحا وانتظروا الجواب.
    .line3 = أعيدوا ما سمعتم: هل هذا صحيح؟
    .line4 = اتفقوا على من يفعل ماذا ومتى تتحدثون مرة أخرى.
guide-culture = الانتباه إلى الاختلاف
    .line1 = اسألوا كيف تفعل العائلة ذلك ولماذا. لا تخمنوا.
    .line2 = العادة تخص عائلة، لا بلدا.
    .line3 = تعلموا كيف تُنطق أسماء الطفل والوالدين.
    .line4 = استعملوا جملا قصيرة. أروا ما تقصدون إذا كانت اللغة صعبة.
guide-relation = بناء العلاقة والحفاظ عليها
    .line1 = تواصلوا قبل أن تظهر مشكلة.
    .line2 = افعلوا ما وعدتم به، أو قولوا إنه لم يتم.
    .line3 = اللحظات الصغيرة مهمة: تحية، اسم، سؤال عن الأمس.
    .line4 = هل هناك توتر؟ أصلحوا العلاقة أولا، ثم يأتي الموضوع.
guide-reflection = النظر إلى النفس
    .line1 = ماذا فعلت، وكيف أثر ذلك في الآخر؟
    .line2 = بماذا كنت أفكر قبل بداية الحديث؟
    .line3 = هل تتذمرون من أحد الوالدين؟ انظروا أيضا ماذا يمكنكم أن تفعلوا بشكل آخر.
    .line4 = ما تكتبونه هنا يبقى على هذا الجهاز.
guide-thinking-along = ليفكر الوالدان معكم حقا
    .line1 = ضعوا الخطة معا، من البداية.
    .line2 = طلب التوقيع وحده لا ينفع غالبا.
    .line3 = القرار بشأن الطفل للوالدين. اسألوهم ماذا يريدون.
guide-telling-good = اذكروا أيضا ما يسير جيدا
    .line1 = اذكروا كل يوم شيئا واحدا رأيتموه، ولو كان صغيرا.
    .line2 = عبارة لا شيء خاص وحدها لا تفيد الوالدين كثيرا.
    .line3 = من يسمع الجيد كثيرا يصغي بشكل آخر إلى الصعب.
guide-names = اعرفوا الأسماء
    .line1 = نادوا الوالدين بأسمائهم.
    .line2 = لا تعرفون كيف يُنطق اسم؟ اسألوا مرة واحدة واكتبوه.
    .line3 = من يسمع اسمه يشعر بالتقدير.
guide-looking-into = ليس رفضا بل بحث
    .line1 = هل يقول أحد الوالدين: طفلي لا يفعل هذا في البيت؟ هذا طبيعي.
    .line2 = إنهم يبحثون هل هذا صحيح. ابحثوا معا.
    .line3 = لتبق الروايتان جنبا إلى جنب.
guide-good-start = بداية جيدة
    .line1 = أرسلوا في الأسبوع الأول خبرا جيدا واتصلوا مرة واحدة.
    .line2 = قولوا بعضكم لبعض ماذا تتوقعون وماذا تأملون.
    .line3 = ادعوا الوالدين كليهما. كلاهما مهم.
guide-all-parents = التواصل مع جميع الوالدين
    .line1 = من يتكلم قليلا يريد أيضا الأفضل لطفله.
    .line2 = اسألوا أي تواصل يناسب: عند الباب، بالهاتف، في التطبيق أو في لقاء.
    .line3 = لم تروا أحد الوالدين منذ مدة؟ اتصلوا واسألوا مع من من العائلة يمكنكم الحديث أيضا.
guide-worries = المخاوف والمساعدة
    .line1 = خذوا القلق بجدية، حتى لو رأيتم الأمر بشكل آخر.
    .line2 = قولوا من سيتابع الأمر ومتى ستردون.
    .line3 = اطلبوا أنتم أيضا المشورة والمساعدة. الوالدان يعرفان الطفل منذ أطول مدة.
guide-assumptions = ماذا رأيتم، وماذا تظنون؟
    .line1 = اكتبوا أولا ما رأيتم أو سمعتم.
    .line2 = اكتبوا منفصلا ما قد يعنيه في رأيكم.
    .line3 = قلة الوقت أو المال أو اللغة ليست قلة حب.
guide-development = نرى معا كيف ينمو الطفل
    .line1 = أروا ماذا يتعلم الطفل هنا، ومع الأطفال الآخرين أيضا.
    .line2 = اسألوا ماذا يرى الوالدان في البيت. ضعوا الأمرين جنبا إلى جنب.
    .line3 = أعطوا فكرة للبيت إذا طلبها الوالدان.
guide-sensitive-talk = حديث حساس
    .line1 = استعدوا مع أحد الزملاء أو المدرب. لا تُجروا الحديث وحدكم.
    .line2 = قولوا فورا ما الموضوع، باختصار وهدوء.
    .line3 = اذكروا ما رأيتم. اسألوا ماذا يرى الوالدان. لا بأس بالصمت.
    .line4 = لا تذهبوا أبعد مما يريد الوالدان. يمكن لاحقا أيضا.
    .line5 = اختموا باتفاق واتصلوا بعد بضعة أيام.
guide-daunting-parents = والدان يعرفان الكثير
    .line1 = يبدو بعض الوالدين صارمين أو يعرفون الكثير. أنتم تعرفون هذا الطفل في المجموعة.
    .line2 = احكوا ما رأيتم مع مثال. لا أحد يعرف ذلك أفضل منكم.
    .line3 = هل هناك ما لا تعرفونه؟ قولوا ذلك، وقولوا متى تعودون إليه.
    .line4 = السؤال الناقد اهتمام بالطفل، وليس حكما عليكم.
    .line5 = لا تترددوا في دعوة أحد الزملاء.
guide-the-word = ما معنى الشراكة في التربية؟
    .line1 = معناها: الوالدان والحضانة يبحثون معا عما هو جيد للطفل.
    .line2 = لا أحد هو الرئيس. الوالدان يعرفان طفلهما، والحضانة تعرف الطفل في المجموعة.
    .line3 = تطلبون المشورة بعضكم من بعض وتتساعدون.
    .line4 = في هذا التطبيق نقول ببساطة: معا، واتفاق.
guide-signals = مخاوف على السلامة: لا تكتبوها هنا
    .line1 = هل تفكرون في إساءة أو إهمال؟ لا تكتبوا ذلك في هذا التطبيق.
    .line2 = اكتبوا ما ترون كما تقول قواعد التبليغ في مؤسستكم.
    .line3 = للمشورة اتصلوا بهيئة Veilig Thuis على الرقم 08002000، ليلا ونهارا.
    .line4 = هل هناك خطر الآن؟ اتصلوا بالرقم 112.
    .line5 = هل الأمر يخص أحد الزملاء؟ اذهبوا فورا إلى صاحب المؤسسة.
guide-signals-official = الشخص المكلف هنا: { $official }.
guide-signals-no-official = اسألوا الإدارة من هو الشخص المكلف هنا.
guide-source-competences = المصدر: دراسة سنايبون، 2024، الفصل 11، حديث مع بيتر دي فريس. بكلماتنا.
guide-source-advice = المصدر: دراسة سنايبون، 2024، الفصلان 12 و13، ومنها معهد الشباب الهولندي وكنوبف وسويك (2007). بكلماتنا.
guide-source-talks = المصدر: دراسة سنايبون، 2024، الفصلان 7 و10. إعداد Samenspel.
guide-source-word = المصدر: دراسة سنايبون، 2024، الفصول 11 و13 و14. بكلماتنا.
guide-source-signals = من Samenspel. قواعد التبليغ في مؤسستكم تأتي دائما أولا.

## الدليل: ما تسأل عنه الملاحظة إذا لم يكن للمؤسسة نموذج خاص
guide-template-drop_off = كيف الحال اليوم؟
    .baby = متى الاستيقاظ، ومتى كان آخر أكل أو شرب؟
    .toddler = كيف كانت الليلة، وماذا يحب الطفل أن يفعل؟
    .after_school = كيف يصل الطفل إلى هنا، وكيف يعود إلى البيت؟
guide-template-pick_up = ما أجمل لحظة؟
    .baby = كيف كان النوم والشرب؟
    .toddler = بماذا ومع من لعب الطفل؟
    .after_school = ماذا يريد الطفل أن يحكي بنفسه؟
guide-template-handover = ماذا يجب أن يعرف الزميل التالي ويفعل؟
    .baby = متى الرضعة التالية أو النوم التالي؟
    .toddler = ما الذي يساعد في لحظة صعبة؟
    .after_school = من يعود إلى البيت وحده، ومتى؟
guide-template-day_log = ماذا حدث، ومتى؟
    .baby = النوم والرضاعة والحفاض.
    .toddler = الأكل والنوم والنونية واللعب في الخارج.
    .after_school = ماذا اختار الطفل أن يفعل؟
guide-template-observation = ماذا رأيتم؟ اكتبوا منفصلا ما قد يعنيه.
    .baby = إلى ماذا ينظر الطفل، وإلى ماذا يمد يده؟
    .toddler = ماذا يجرب الطفل بنفسه؟
    .after_school = كيف الحال مع الأصدقاء ووقت الفراغ؟
guide-template-talk = ما الذي يسير جيدا، وما المخاوف، وعلى ماذا نتفق؟
    .baby = النوم والرضاعة والتعود.
    .toddler = اللغة واللعب واستعمال النونية.
    .after_school = المدرسة والأصدقاء والاعتماد على النفس.
guide-template-expectations = ماذا نتوقع بعضنا من بعض، وماذا نأمل للطفل؟
    .baby = أي إيقاع وأي طريقة تهدئة يعرفها الطفل؟
    .toddler = ما القواعد في البيت؟
    .after_school = ماذا يمكن أن يقرر الطفل بنفسه؟
