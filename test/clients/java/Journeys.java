import java.net.URI;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import tms.admin.api.JournalApi;
import tms.admin.api.SandboxesApi;
import tms.admin.model.NewSandbox;
import tms.coursefeeds.api.CoursesApi;
import tms.coursefeeds.model.CourseDateCreation;
import tms.coursefeeds.model.CourseDateStatus;
import tms.modules.api.BasketApi;
import tms.modules.api.CourseDateApi;
import tms.returns.api.ReturnsApi;
import tms.returns.api.TokenApi;
import tms.returns.api.UserApi;
import tms.returns.api.ValidationApi;
import tms.returns.model.LearnerRecord;
import tms.returns.model.LearnerUpload;
import tms.returns.model.ValidationRunStatus;
import tms.workbased.ApiException;
import tms.workbased.api.EnrolmentsApi;
import tms.workbased.api.LearnersApi;
import tms.workbased.api.TrainingAgreementsApi;
import tms.workbased.api.TrainingPlansApi;
import tms.workbased.model.AgreementDetails;
import tms.workbased.model.CreateEnrolmentRequest;
import tms.workbased.model.CreateTrainingAgreementRequest;
import tms.workbased.model.CreateTrainingPlanRequest;
import tms.workbased.model.Demographics;
import tms.workbased.model.EducationHistory;
import tms.workbased.model.EnrolmentStatus;
import tms.workbased.model.Hold;
import tms.workbased.model.Identity;
import tms.workbased.model.Learner;
import tms.workbased.model.Restart;
import tms.workbased.model.TrainingAgreementStatus;
import tms.workbased.model.Visit;

/**
 * The journeys of the walks, as a TMS in Java takes them. Its clients send no forms, which is a fault of that release of the generator, so
 * the fixture's own tokens are used; and it reads texts as JSON, so nothing that is CSV is asked for.
 */
public class Journeys {
  private static final String EID = "9001";

  private static URI server;

  public static void main(String[] given) throws Exception {
    server = URI.create(given[0]);
    apprenticeship();
    System.out.println("an apprenticeship goes through, and why a plan is refused can be read");
    singleDataReturn();
    System.out.println("a Single Data Return goes through");
    courseFeeds();
    System.out.println("courses of version 1 go through");
    basket();
    System.out.println("a basket goes through");
    ownSandbox();
    System.out.println("a sandbox is made, and is gone");
  }

  private static void apprenticeship() throws Exception {
    var client = new tms.workbased.ApiClient();
    client.setScheme("http").setHost(server.getHost()).setPort(server.getPort()).setBasePath("/work-submission-api");
    client.setRequestInterceptor(bearer("demo-token-9001"));
    var learners = new LearnersApi(client);
    var agreements = new TrainingAgreementsApi(client);
    var enrolments = new EnrolmentsApi(client);
    var plans = new TrainingPlansApi(client);

    learners.createLearner(EID, new Learner()
        .learnerLocalId("L-1001")
        .identity(new Identity().nationalStudentNumber(130001001).dateOfBirth(LocalDate.of(2006, 7, 19)).nameIdCode("FRASM"))
        .demographics(new Demographics().countryOfCitizenship("NZL").disabilityStatus(2))
        .educationHistory(new EducationHistory()));
    var agreement = agreements.createTrainingAgreement(EID, new CreateTrainingAgreementRequest()
        .learnerLocalId("L-1001")
        .trainingAgreementLocalId("TA-1001")
        .trainingAgreement(new AgreementDetails()
            .employerName("Kererū Joinery Ltd")
            .employmentRegionCode(9)
            .trainingAgreementSignedDate(LocalDate.of(2025, 9, 1))));
    must(agreement.getTrainingAgreementStatus() == TrainingAgreementStatus.PENDING, "the agreement is pending");
    enrolments.createEnrolment(EID, new CreateEnrolmentRequest()
        .enrolmentLocalId("E-1001")
        .learnerLocalId("L-1001")
        .trainingAgreementLocalId("TA-1001")
        .programmeLocalId("DEMO-NZA")
        .programmeVersionNumber(1)
        .fundingSourceTypeCode("37")
        .modeOfDeliveryCode(24)
        .enrolmentDate(LocalDate.of(2025, 9, 8))
        .participationStartDate(LocalDate.of(2025, 9, 8)));
    var plan = new CreateTrainingPlanRequest().trainingPlanLocalId("TP-1001").trainingAgreementLocalId("TA-1001");
    try {
      plans.createTrainingPlan(EID, plan.trainingPlanSignedDate(LocalDate.of(2025, 8, 25)));
      throw new AssertionError("the plan is too early");
    } catch (ApiException refused) {
      must(refused.getCode() == 400 && refused.getResponseBody().contains("trainingPlanSignedDate"), "the plan is refused");
    }
    explain();
    plans.createTrainingPlan(EID, plan.trainingPlanSignedDate(LocalDate.of(2025, 9, 22)));
    plans.recordVisit("TP-1001", EID, new Visit().visitLocalId("V-1").visitDate(LocalDate.of(2025, 10, 14)));
    must(plans.getTrainingPlan("TP-1001", EID).getVisits().get(0).getVisitLocalId().equals("V-1"), "the visit is read back");
    agreements.placeTrainingAgreementOnHold("TA-1001", EID, new Hold().pauseDate(LocalDate.of(2026, 2, 20)).onHoldReasonCode("SW"));
    agreements.restartTrainingAgreement("TA-1001", EID, new Restart().restartDate(LocalDate.of(2026, 2, 27)));
    must(enrolments.getEnrolment("E-1001", EID).getEnrolmentStatus() == EnrolmentStatus.Active, "the enrolment is active");
  }

  private static void explain() throws Exception {
    var journal = new JournalApi(adminClient());
    var why = journal.explainRequest("last");
    must(why.getOutcome().equals("refused") && why.getReason().getDetail().contains("2025-09-01"), "the refusal is explained");
    must(why.getRefusedBy().get(0).getRule().contains("plan"), "its rule is named");
    must(!journal.getRequest("last").getCaller().getLabel().isEmpty(), "its caller is named");
  }

  private static void singleDataReturn() throws Exception {
    var client = new tms.returns.ApiClient();
    client.setScheme("http").setHost(server.getHost()).setPort(server.getPort()).setBasePath("/submissions");
    client.setRequestInterceptor(bearer("demo-token-9001"));
    new UserApi(client).registerUser(EID);
    var open = new ReturnsApi(client).listReturns(EID, null, 10, null).getResults();
    must(open.stream().anyMatch(it -> it.getReturnId() == 202602), "the return is there");
    String token = new TokenApi(client).requestSubmissionToken(202602, EID).getSubmissionToken();
    var learner = new LearnerRecord()
        .localId("L1")
        .studentIdentificationCode("S1")
        .gender("F")
        .dateOfBirth(OffsetDateTime.parse("2005-05-17T00:00:00+12:00"))
        .nameIdCode("WALKA")
        .nationalStudentNumber(150000001)
        .ethnicity(List.of("111", "211"))
        .countryOfCitizenship("NZL")
        .disabilityStatus("2");
    var taken = new tms.returns.api.LearnersApi(client)
        .uploadLearners(EID, new LearnerUpload().submissionToken(token).content(List.of(learner)));
    must(taken.getContent().get(0).getLocalId().equals("L1"), "the learner is taken");
    var validation = new ValidationApi(client);
    validation.requestValidation(token, EID);
    must(validation.getValidationStatus(token, EID).getStatus() == ValidationRunStatus.PROCESSED, "the validation is over");
    must(validation.getValidationResults(token, EID, null, null).getTotalCount() != null, "its results are counted");
  }

  private static void courseFeeds() throws Exception {
    var client = new tms.coursefeeds.ApiClient();
    client.setScheme("http").setHost(server.getHost()).setPort(server.getPort()).setBasePath("/accessplan/api/v1");
    client.setRequestInterceptor(bearer("demo-api-key"));
    var courses = new CoursesApi(client);
    var made = courses.createCourseDate(new CourseDateCreation()
        .courseTemplateID("4001")
        .companyID("100")
        .startDate("2026-06-08T09:00:00")
        .endDate("2026-06-10T16:30:00")
        .status(CourseDateStatus.AVAILABLE)
        .maxPlaces(12));
    must(courses.getCourseDate(made.getCourseDateID()).getCompanyID().equals("100"), "the course date is read back");
  }

  private static void basket() throws Exception {
    var client = new tms.modules.ApiClient();
    client.setScheme("http").setHost(server.getHost()).setPort(server.getPort()).setBasePath("/accessplan");
    client.setRequestInterceptor(bearer("demo-api-key"));
    var dates = new CourseDateApi(client).listCourseDateRecords("ID,StartDate,Cost", "Status eq 'Available'", null, 5, null, null);
    must(dates.getResults().size() == 5, "five course dates are found");
    var baskets = new BasketApi(client);
    var basket = baskets.addBasketItem("2001", "5019", "12");
    String item = String.valueOf(basket.getItems().get(0).getBasketItemID());
    must(baskets.assignUsers(basket.getUniqueBasketID(), item, List.of("2001", "2004")).getLatestErrorMessage().isEmpty(), "two go");
    must(!baskets.completeBasket(basket.getUniqueBasketID()).getBookingID().isEmpty(), "they are booked");
  }

  private static void ownSandbox() throws Exception {
    var sandboxes = new SandboxesApi(adminClient());
    var made = sandboxes.createSandbox(new NewSandbox().fixture("empty"));
    must(made.getFixture().equals("empty"), "a sandbox is made");
    sandboxes.deleteSandbox(made.getId());
  }

  private static tms.admin.ApiClient adminClient() {
    var client = new tms.admin.ApiClient();
    client.setScheme("http").setHost(server.getHost()).setPort(server.getPort()).setBasePath("");
    return client;
  }

  private static Consumer<HttpRequest.Builder> bearer(String token) {
    return request -> request.header("Authorization", "Bearer " + token);
  }

  private static void must(boolean holds, String what) {
    if (!holds) throw new AssertionError("It is not so that " + what);
  }
}
