<?php

use PHPUnit\Framework\TestCase;

final class VisitsTest extends TestCase
{
    private string $server;
    private ?array $sandbox = null;
    private string $api;

    protected function setUp(): void
    {
        $this->server = rtrim(getenv('TMS_SANDBOX_URL') ?: 'http://localhost:4010', '/');
        $this->sandbox = $this->admin('POST', "$this->server/__admin/sandboxes", [
            'fixture' => 'demo', 'clock' => ['mode' => 'frozen', 'now' => '2026-03-02T09:00'], 'ttlSeconds' => 600,
        ]);
        $this->api = $this->sandbox['urls']['tec-work-based'];
    }

    protected function tearDown(): void
    {
        if ($this->sandbox) $this->admin('DELETE', "$this->server/__admin/sandboxes/{$this->sandbox['id']}");
    }

    public function testAVisitIsRefusedUntilItsDayHasCome(): void
    {
        $visit = ['visitLocalId' => 'V-1', 'visitDate' => '2026-03-16'];
        $wait = fn (int $seconds) => $this->fail('nothing to wait for');

        $this->assertStatus(400, self::recordVisit($this->api, $visit, $wait));
        $why = $this->admin('GET', "{$this->sandbox['url']}/__admin/requests/last/explain");
        $this->assertSame('visit.date-by-today', $why['refusedBy'][0]['rule'] ?? null, $why['reason']['detail'] ?? '');

        $clock = $this->admin('POST', "{$this->sandbox['url']}/__admin/clock/advance", ['by' => 'P14D']);
        $this->assertSame('2026-03-16', $clock['today']);
        $this->assertStatus(201, self::recordVisit($this->api, $visit, $wait));
    }

    public function testA429IsWaitedForAndTheVisitIsSentAgain(): void
    {
        $this->admin('POST', "{$this->sandbox['url']}/__admin/faults", [
            'match' => ['operation' => 'RecordVisit'], 'times' => 1, 'effect' => ['status' => 429, 'retryAfter' => 3],
        ]);
        $visit = ['visitLocalId' => 'V-1', 'visitDate' => '2026-03-02'];
        $waits = [];
        $wait = function (int $seconds) use (&$waits) { $waits[] = $seconds; };
        $this->assertStatus(201, self::recordVisit($this->api, $visit, $wait));
        $this->assertSame([3], $waits);

        $sent = $this->admin('POST', "{$this->sandbox['url']}/__admin/requests/verify", [
            'inOrder' => [
                ['operation' => 'RecordVisit', 'status' => 429, 'body' => $visit],
                ['operation' => 'RecordVisit', 'status' => 201, 'sameBody' => true],
            ],
        ]);
        $this->assertTrue($sent['verified'], json_encode($sent));
    }

    /** Asks the sandbox's own API: the clock, faults, the journal. */
    private function admin(string $method, string $url, ?array $body = null): ?array
    {
        $token = getenv('TMS_SANDBOX_ADMIN_TOKEN');
        [$status, , $text] = self::send($method, $url, $token ? ["Authorization: Bearer $token"] : [], $body);
        $this->assertLessThan(300, $status, "$method $url was answered with $status: $text");
        return json_decode($text, true);
    }

    /** Where the program got another status than expected, says why the sandbox answered so. */
    private function assertStatus(int $expected, int $status): void
    {
        $why = $status === $expected ? null : $this->admin('GET', "{$this->sandbox['url']}/__admin/requests/last/explain");
        $this->assertSame($expected, $status, $why['reason']['detail'] ?? $why['outcome'] ?? '');
    }

    /** The program under test: it records a visit, and waits where it is told to. Yours is elsewhere. */
    private static function recordVisit(string $baseUrl, array $visit, callable $wait): int
    {
        while (true) {
            $credentials = ['Authorization: Bearer demo-token-9001', 'EID: 9001'];
            [$status, $headers] = self::send('POST', "$baseUrl/training-plans/DEMO-TP04/visits", $credentials, $visit);
            if ($status !== 429) return $status;
            $wait((int) $headers['retry-after']);
        }
    }

    /** Answers status, headers by their names in small letters, and body. */
    private static function send(string $method, string $url, array $headers, ?array $body): array
    {
        $http = ['method' => $method, 'header' => $headers, 'ignore_errors' => true];
        if ($body !== null) {
            $http['header'][] = 'Content-Type: application/json';
            $http['content'] = json_encode($body);
        }
        // The first of its warnings is the reason; those after it say that it failed.
        $reason = null;
        set_error_handler(function (int $level, string $message) use (&$reason) { $reason ??= $message; return true; });
        $stream = fopen($url, 'r', false, stream_context_create(['http' => $http]));
        restore_error_handler();
        if (!$stream) {
            throw new RuntimeException(
                "No sandbox answers at $url. Start it with npm start, or put the address that it prints, with its http://,"
                . " into TMS_SANDBOX_URL. ($reason)"
            );
        }
        $lines = stream_get_meta_data($stream)['wrapper_data'];
        $answered = [];
        foreach (array_slice($lines, 1) as $line) {
            [$name, $value] = explode(': ', $line, 2);
            $answered[strtolower($name)] = $value;
        }
        return [(int) explode(' ', $lines[0])[1], $answered, stream_get_contents($stream)];
    }
}
