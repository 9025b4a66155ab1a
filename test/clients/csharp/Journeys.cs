using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using TmsSandbox.Admin;
using TmsSandbox.CourseFeeds;
using TmsSandbox.Esl;
using TmsSandbox.Modules;
using TmsSandbox.Returns;
using TmsSandbox.WorkBased;

/// The journeys of the walks, as a TMS in C# takes them. NSwag reads texts as JSON, so nothing that is CSV is asked for.
public static class Journeys
{
    private const string Eid = "9001";

    private static string server;

    public static void Main(string[] given)
    {
        server = given[0];
        Take("an apprenticeship goes through, and why a plan is refused can be read", Apprenticeship);
        Take("a Single Data Return goes through", SingleDataReturn);
        Take("courses of version 1 go through", CourseFeeds);
        Take("a basket goes through", Basket);
        Take("a sandbox is made, and is gone", OwnSandbox);
    }

    private static void Take(string what, Func<Task> journey)
    {
        journey().GetAwaiter().GetResult();
        Console.WriteLine(what);
    }

    private static async Task Apprenticeship()
    {
        var account = Convert.ToBase64String(Encoding.UTF8.GetBytes("demo-tms:demo-secret"));
        var esl = new EslClient(Http("Basic", account)) { BaseUrl = server };
        var token = await esl.RequestAccessTokenAsync(new TmsSandbox.Esl.TokenRequest
        {
            Grant_type = "client_credentials", Scope = "https://web.prd.dxs.pub.tec.govt.nz", Org_id = Eid
        });
        var tec = new WorkBasedClient(Http("Bearer", token.Access_token)) { BaseUrl = server + "/work-submission-api" };
        await tec.CreateLearnerAsync(Eid, new Learner
        {
            LearnerLocalId = "L-1001",
            Identity = new Identity { NationalStudentNumber = 130001001, DateOfBirth = Day(2006, 7, 19), NameIdCode = "FRASM" },
            Demographics = new Demographics { CountryOfCitizenship = "NZL", DisabilityStatus = 2 },
            EducationHistory = new EducationHistory()
        });
        var agreement = await tec.CreateTrainingAgreementAsync(Eid, new CreateTrainingAgreementRequest
        {
            LearnerLocalId = "L-1001",
            TrainingAgreementLocalId = "TA-1001",
            TrainingAgreement = new AgreementDetails
            {
                EmployerName = "Kererū Joinery Ltd", EmploymentRegionCode = 9, TrainingAgreementSignedDate = Day(2025, 9, 1)
            }
        });
        Must(agreement.TrainingAgreementStatus == TrainingAgreementStatus.Pending, "the agreement is pending");
        await tec.CreateEnrolmentAsync(Eid, new CreateEnrolmentRequest
        {
            EnrolmentLocalId = "E-1001",
            LearnerLocalId = "L-1001",
            TrainingAgreementLocalId = "TA-1001",
            ProgrammeLocalId = "DEMO-NZA",
            ProgrammeVersionNumber = 1,
            FundingSourceTypeCode = "37",
            ModeOfDeliveryCode = 24,
            EnrolmentDate = Day(2025, 9, 8),
            ParticipationStartDate = Day(2025, 9, 8)
        });
        var plan = new CreateTrainingPlanRequest
        {
            TrainingPlanLocalId = "TP-1001", TrainingAgreementLocalId = "TA-1001", TrainingPlanSignedDate = Day(2025, 8, 25)
        };
        try
        {
            await tec.CreateTrainingPlanAsync(Eid, plan);
            throw new Exception("The plan is too early");
        }
        catch (TmsSandbox.WorkBased.ApiException<TmsSandbox.WorkBased.ProblemWithErrors> refused)
        {
            Must(refused.StatusCode == 400 && refused.Result.Errors.ContainsKey("trainingPlanSignedDate"), "the plan is refused");
        }
        await Explain();
        plan.TrainingPlanSignedDate = Day(2025, 9, 22);
        await tec.CreateTrainingPlanAsync(Eid, plan);
        await tec.RecordVisitAsync("TP-1001", Eid, new Visit { VisitLocalId = "V-1", VisitDate = Day(2025, 10, 14) });
        Must((await tec.GetTrainingPlanAsync("TP-1001", Eid)).Visits.First().VisitLocalId == "V-1", "the visit is read back");
        await tec.PlaceTrainingAgreementOnHoldAsync("TA-1001", Eid, new Hold { PauseDate = Day(2026, 2, 20), OnHoldReasonCode = "SW" });
        await tec.RestartTrainingAgreementAsync("TA-1001", Eid, new Restart { RestartDate = Day(2026, 2, 27) });
        var enrolment = await tec.GetEnrolmentAsync("E-1001", Eid);
        Must(enrolment.EnrolmentStatus == TmsSandbox.WorkBased.EnrolmentStatus.Active, "the enrolment is active");
    }

    private static async Task Explain()
    {
        var admin = new AdminClient(new HttpClient()) { BaseUrl = server };
        var why = await admin.ExplainRequestAsync("last");
        Must(why.Outcome == "refused" && why.RefusedBy.First().Rule.Contains("plan"), "the refusal is explained");
        Must((await admin.GetRequestAsync("last")).Caller.Label != "", "its caller is named");
    }

    private static async Task SingleDataReturn()
    {
        var tec = new ReturnsClient(Http("Bearer", "demo-token-9001")) { BaseUrl = server + "/submissions" };
        await tec.RegisterUserAsync(Eid);
        var open = await tec.ListReturnsAsync(null, 10, null, Eid);
        Must(open.Results.Any(it => it.ReturnId == 202602), "the return is there");
        var token = (await tec.RequestSubmissionTokenAsync(202602, Eid)).SubmissionToken;
        var taken = await tec.UploadLearnersAsync(Eid, new LearnerUpload
        {
            SubmissionToken = token,
            Content = new[]
            {
                new LearnerRecord
                {
                    LocalId = "L1",
                    StudentIdentificationCode = "S1",
                    Gender = "F",
                    DateOfBirth = new DateTimeOffset(2005, 5, 17, 0, 0, 0, TimeSpan.FromHours(12)),
                    NameIdCode = "WALKA",
                    NationalStudentNumber = 150000001,
                    Ethnicity = new[] { "111", "211" },
                    CountryOfCitizenship = "NZL",
                    DisabilityStatus = "2"
                }
            }
        });
        Must(taken.Content.Single().LocalId == "L1", "the learner is taken");
        await tec.RequestValidationAsync(token, Eid);
        Must((await tec.GetValidationStatusAsync(token, Eid)).Status == "Processed", "the validation is over");
        Must((await tec.GetValidationResultsAsync(token, null, null, Eid)).TotalCount >= 0, "its results are counted");
    }

    private static async Task CourseFeeds()
    {
        var open = new CourseFeedsClient(new HttpClient()) { BaseUrl = server + "/accessplan/api/v1" };
        var token = await open.RequestTokenAsync(new TmsSandbox.CourseFeeds.TokenRequest
        {
            Grant_type = TmsSandbox.CourseFeeds.GrantType.Password, Username = "demo", Password = "demo"
        });
        var feeds = new CourseFeedsClient(Http("Bearer", token.Access_token)) { BaseUrl = open.BaseUrl };
        var made = await feeds.CreateCourseDateAsync(new CourseDateCreation
        {
            CourseTemplateID = "4001",
            CompanyID = "100",
            StartDate = "2026-06-08T09:00:00",
            EndDate = "2026-06-10T16:30:00",
            Status = TmsSandbox.CourseFeeds.CourseDateStatus.Available,
            MaxPlaces = 12
        });
        Must((await feeds.GetCourseDateAsync(made.CourseDateID)).CompanyID == "100", "the course date is read back");
    }

    private static async Task Basket()
    {
        var open = new ModulesClient(new HttpClient()) { BaseUrl = server + "/accessplan" };
        var token = await open.RequestOrRefreshTokenAsync(new TmsSandbox.Modules.TokenRequest
        {
            Grant_type = TmsSandbox.Modules.GrantType.Password, Username = "demo", Password = "demo"
        });
        var modules = new ModulesClient(Http("Bearer", token.Access_token)) { BaseUrl = open.BaseUrl };
        Must((await modules.LoginAsync(new LoginRequest { UserName = "demo", Password = "demo" })).Success == true, "the password is good");
        var dates = await modules.ListCourseDateRecordsAsync("ID,StartDate,Cost", "Status eq 'Available'", null, 5, null, null);
        Must(dates.Results.Count == 5, "five course dates are found");
        var basket = await modules.AddBasketItemAsync("2001", "5019", "12");
        var item = basket.Items.Single().BasketItemID.ToString();
        var assigned = await modules.AssignUsersAsync(basket.UniqueBasketID, item, new[] { "2001", "2004" });
        Must(assigned.LatestErrorMessage == "", "two go");
        Must((await modules.CompleteBasketAsync(basket.UniqueBasketID)).BookingID != "", "they are booked");
    }

    private static async Task OwnSandbox()
    {
        var admin = new AdminClient(new HttpClient()) { BaseUrl = server };
        var made = await admin.CreateSandboxAsync(new NewSandbox { Fixture = "empty" });
        Must(made.Fixture == "empty", "a sandbox is made");
        await admin.DeleteSandboxAsync(made.Id);
    }

    private static HttpClient Http(string scheme, string value)
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, value);
        return client;
    }

    private static DateTimeOffset Day(int year, int month, int day) => new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static void Must(bool holds, string what)
    {
        if (!holds) throw new Exception("It is not so that " + what);
    }
}
