/** What a reader of the rules should know besides, as Markdown. */
export const aboutRules = `In work-based learning, a learner, agreement, plan or visit always comes with its local id, of 1 to 20
characters; a pause, a restart and a withdrawal with their date, and a hold, a grace and a withdrawal with their reason code; dates are
ISO 8601, on the calendar.

A code is held against its table where the table is public. Where it is not, any code of the right length is taken: citizenship,
ethnicity, iwi, residential status, occupation, industry, employment type, disability support needs, prior activity and school
qualification. A table that is inferred only warns. The register of providers is the fixture's, in \`providers.json\`, and
not the Ministry's.

What is not forbidden: a training agreement can have many training plans, and a training plan many visits. What an accepted request does
besides: a training plan moves the participation start of every Pending, Hold or Grace enrolment of its agreement that would start
earlier to its signed date; a withdrawal of an agreement withdraws every enrolment under it that is open, and its plans end; what
happens to an over-arching enrolment happens to its sub-enrolments. An agreement is Pending whenever none of its enrolments is Active, so
that a training plan can be made; after a transfer, until one is signed with the new employer.`
