import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisitsTest {
    static final String SERVER = setting("TMS_SANDBOX_URL", "http://localhost:4010").replaceAll("/+$", "");
    static final String ADMIN_TOKEN = setting("TMS_SANDBOX_ADMIN_TOKEN", "");
    static final HttpClient HTTP = HttpClient.newHttpClient();

    JsonNode sandbox;
    String url;
    String api;

    @BeforeEach
    void makeSandbox() throws Exception {
        sandbox = admin("POST", SERVER + "/__admin/sandboxes",
            "{'fixture': 'demo', 'clock': {'mode': 'frozen', 'now': '2026-03-02T09:00'}, 'ttlSeconds': 600}");
        url = sandbox.get("url").asText();
        api = sandbox.get("urls").required("tec-work-based").asText();
    }

    @AfterEach
    void deleteSandbox() throws Exception {
        if (sandbox != null) admin("DELETE", SERVER + "/__admin/sandboxes/" + sandbox.get("id").asText(), "");
    }

    @Test
    void aVisitIsRefusedUntilItsDayHasCome() throws Exception {
        LongConsumer wait = seconds -> fail("nothing to wait for");

        assertStatus(400, recordVisit(api, "V-1", "2026-03-16", wait));
        JsonNode why = admin("GET", url + "/__admin/requests/last/explain", "");
        assertEquals("visit.date-by-today", why.at("/refusedBy/0/rule").asText(), why.at("/reason/detail").asText());

        JsonNode clock = admin("POST", url + "/__admin/clock/advance", "{'by': 'P14D'}");
        assertEquals("2026-03-16", clock.get("today").asText());
        assertStatus(201, recordVisit(api, "V-1", "2026-03-16", wait));
    }

    @Test
    void a429IsWaitedForAndTheVisitIsSentAgain() throws Exception {
        admin("POST", url + "/__admin/faults",
            "{'match': {'operation': 'RecordVisit'}, 'times': 1, 'effect': {'status': 429, 'retryAfter': 3}}");
        List<Long> waits = new ArrayList<>();
        assertStatus(201, recordVisit(api, "V-1", "2026-03-02", waits::add));
        assertEquals(List.of(3L), waits);

        String visit = "{'visitLocalId': 'V-1', 'visitDate': '2026-03-02'}";
        JsonNode sent = admin("POST", url + "/__admin/requests/verify",
            "{'inOrder': [{'operation': 'RecordVisit', 'status': 429, 'body': " + visit + "},"
            + " {'operation': 'RecordVisit', 'status': 201, 'sameBody': true}]}");
        assertTrue(sent.get("verified").asBoolean(), sent::toString);
    }

    /** The program under test: it records a visit, and waits where it is told to. Yours is elsewhere. */
    static int recordVisit(String baseUrl, String id, String date, LongConsumer wait) throws Exception {
        while (true) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/training-plans/DEMO-TP04/visits"))
                .header("Authorization", "Bearer demo-token-9001").header("EID", "9001").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(String.format("{\"visitLocalId\": \"%s\", \"visitDate\": \"%s\"}", id, date))).build();
            HttpResponse<String> reply = HTTP.send(request, BodyHandlers.ofString());
            if (reply.statusCode() != 429) return reply.statusCode();
            wait.accept(reply.headers().firstValueAsLong("Retry-After").getAsLong());
        }
    }

    /** Asks the sandbox's own API: the clock, faults, the journal. The body is JSON in single quotes. */
    static JsonNode admin(String method, String url, String body) throws Exception {
        HttpResponse<String> reply = sendAdmin(method, url, body.replace('\'', '"'));
        assertTrue(reply.statusCode() < 300, method + " " + url + " was answered with " + reply.statusCode() + ": " + reply.body());
        return new ObjectMapper().readTree(reply.body());
    }

    static HttpResponse<String> sendAdmin(String method, String url, String body) throws InterruptedException {
        HttpRequest.Builder request = requestTo(url).method(method, BodyPublishers.ofString(body));
        if (!ADMIN_TOKEN.isEmpty()) request.header("Authorization", "Bearer " + ADMIN_TOKEN);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException error) {
            return fail("No sandbox answers at " + url + ". Start it with npm start, or put the address that it prints, with its http://,"
                + " into TMS_SANDBOX_URL. (" + error + ")");
        }
    }

    static HttpRequest.Builder requestTo(String url) {
        try {
            return HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json");
        } catch (IllegalArgumentException error) {
            return fail("\"" + url + "\" is not an address: " + error.getMessage());
        }
    }

    /** Where the program got another status than expected, says why the sandbox answered so. */
    void assertStatus(int expected, int status) throws Exception {
        if (status == expected) return;
        JsonNode why = admin("GET", url + "/__admin/requests/last/explain", "");
        fail("Expected " + expected + ", got " + status + ": " + why.at("/reason/detail").asText(why.get("outcome").asText()));
    }

    static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
