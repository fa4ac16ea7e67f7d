using Watchfloor.Kernel;
using Watchfloor.Store;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    static readonly TenantId Other = new("other");
    static readonly KeyHolder Ana = new("ana", "Ana", Role.Admin, TenantId.Default);

    [Fact]
    public async Task The_first_answer_under_a_key_stays()
    {
        var headers = new Dictionary<string, string> { ["Location"] = "/x/1" };
        await Store.Answers.Keep(Tenant, "ana", "k", new(new byte[] { 1, 2 }, 201, headers, Utf8("{}")));
        await Store.Answers.Keep(Tenant, "ana", "k", new(new byte[] { 3 }, 500, new Dictionary<string, string>(), Utf8("no")));

        var kept = (await Store.Answers.Find(Tenant, "ana", "k", Cancellation))!;

        Assert.Equal((201, "{}"), (kept.Status, Text(kept.Body)));
        Assert.Equal([1, 2], kept.Fingerprint.ToArray());
        Assert.Equal("/x/1", kept.Headers["Location"]);
        Assert.Null(await Store.Answers.Find(Tenant, "ben", "k", Cancellation));
        Assert.Null(await Store.Answers.Find(Other, "ana", "k", Cancellation));
    }

    [Fact]
    public async Task A_claim_is_no_answer_and_gives_way_to_one()
    {
        var claimant = new byte[] { 7 };
        Assert.True(await Store.Answers.Claim(Tenant, "ana", "k", claimant));
        Assert.Null(await Store.Answers.Find(Tenant, "ana", "k", Cancellation));

        await Store.Answers.Keep(Tenant, "ana", "k", new(new byte[] { 1 }, 204, new Dictionary<string, string>(), Utf8("done")));
        await Store.Answers.Release(Tenant, "ana", "k", claimant);

        Assert.Equal("done", Text((await Store.Answers.Find(Tenant, "ana", "k", Cancellation))!.Body));
    }

    [Fact]
    public async Task An_answer_may_be_empty_and_stays_until_retention_takes_it()
    {
        var answer = new KeptAnswer(new byte[] { 1 }, 204, new Dictionary<string, string>(), ReadOnlyMemory<byte>.Empty);
        await Store.Answers.Keep(Tenant, "ana", "old", answer);
        Clock.Forward(TimeSpan.FromDays(6));
        await Store.Answers.Keep(Tenant, "ana", "young", answer);
        Assert.Equal(0, (await Store.Answers.Find(Tenant, "ana", "old", Cancellation))!.Body.Length);

        Assert.Equal(1, await Store.Retention.Remove(Aged.Answers, T0.AddDays(1), 10, Cancellation));

        Assert.Null(await Store.Answers.Find(Tenant, "ana", "old", Cancellation));
        Assert.NotNull(await Store.Answers.Find(Tenant, "ana", "young", Cancellation));
    }

    [Fact]
    public async Task An_answer_that_is_older_than_a_week_is_not_found_even_where_nothing_came_since()
    {
        await Store.Answers.Keep(Tenant, "ana", "k", new(new byte[] { 1 }, 204, new Dictionary<string, string>(), Utf8("old")));
        Clock.Forward(TimeSpan.FromDays(7));
        Assert.NotNull(await Store.Answers.Find(Tenant, "ana", "k", Cancellation));

        Clock.Forward(TimeSpan.FromSeconds(1));
        Assert.Null(await Store.Answers.Find(Tenant, "ana", "k", Cancellation));
        await Store.Answers.Keep(Tenant, "ana", "k", new(new byte[] { 2 }, 204, new Dictionary<string, string>(), Utf8("new")));
        Assert.Equal("new", Text((await Store.Answers.Find(Tenant, "ana", "k", Cancellation))!.Body));
    }

    [Fact]
    public async Task The_audit_is_read_newest_first_page_by_page_within_its_tenant()
    {
        for (var i = 1; i <= 5; i++)
            await Store.Audit.Add(Entry(i));
        await Store.Audit.Add(Entry(9) with { Tenant = Other });

        var first = await Store.Audit.List(Tenant, new(), 2, null, Cancellation);
        var second = await Store.Audit.List(Tenant, new(), 9, first.Next, Cancellation);

        Assert.Equal(["/5", "/4"], first.Items.Select(entry => entry.Path));
        Assert.Equal(["/3", "/2", "/1"], second.Items.Select(entry => entry.Path));
        Assert.Null(second.Next);
        Assert.Equal(Entry(5), first.Items[0]);
        await Assert.ThrowsAsync<InvalidCursorException>(async () => await Store.Audit.List(Other, new(), 2, first.Next, Cancellation));
    }

    [Fact]
    public async Task The_audit_is_filtered_by_who_what_and_when()
    {
        for (var i = 1; i <= 5; i++)
            await Store.Audit.Add(Entry(i));

        Assert.Equal(["/2"], await Paths(new(Actor: "actor-2")));
        Assert.Equal(["/4", "/2"], await Paths(new(Operation: "even")));
        Assert.Equal(["/3", "/2"], await Paths(new(From: T0.AddMinutes(2), To: T0.AddMinutes(4))));

        async Task<IEnumerable<string>> Paths(AuditFilter filter) =>
            (await Store.Audit.List(Tenant, filter, 10, null, Cancellation)).Items.Select(entry => entry.Path);
    }

    [Fact]
    public async Task A_login_belongs_to_one_person_of_a_tenant_whatever_its_case()
    {
        var ana = new Person(Tenant, "p1", "Ana", "Ana Berg", "hash");

        Assert.True(await Store.People.Put(ana));
        Assert.False(await Store.People.Put(new(Tenant, "p2", "ANA", "Somebody else", null)));
        Assert.True(await Store.People.Put(new(Other, "p2", "ana", "Somebody else", null)));
        Assert.True(await Store.People.Put(ana with { Name = "Ana Stone" }));

        Assert.Equal(ana with { Name = "Ana Stone" }, await Store.People.ByLogin(Tenant, "aNA", Cancellation));
        Assert.Equal("p2", (await Store.People.ByLogin(Other, "Ana", Cancellation))!.Id);
        Assert.Null(await Store.People.Find(Tenant, "p2", Cancellation));
        Assert.Equal(["p1"], (await Store.People.All(Tenant, Cancellation)).Select(person => person.Id));
    }

    [Fact]
    public async Task Wrong_passwords_add_up_and_lock_as_the_rule_says_until_a_right_one()
    {
        var rule = new LockRule(3, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        await Store.People.Put(new(Tenant, "p1", "ana", "Ana Berg", "hash"));
        await Store.People.Put(new(Tenant, "p2", "ben", "Ben Stone", "hash"));

        for (var failures = 1; failures <= 30; failures++)
        {
            await Store.People.Failed(Tenant, "p1", rule, T0);
            var counted = (await Store.People.Find(Tenant, "p1", Cancellation))!;
            Assert.Equal((failures, rule.Until(failures, T0)), (counted.Failures, counted.LockedUntil));
        }
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Store.People.Failed(Tenant, "p2", rule, T0)));
        Assert.Equal(20, (await Store.People.Find(Tenant, "p2", Cancellation))!.Failures);

        await Store.People.Passed(Tenant, "p1");
        var free = (await Store.People.Find(Tenant, "p1", Cancellation))!;
        Assert.Equal((0, (DateTimeOffset?)null), (free.Failures, free.LockedUntil));
    }

    [Fact]
    public void A_lock_begins_with_its_first_wait_doubles_and_ends_at_the_longest()
    {
        var rule = new LockRule(3, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        Assert.Equal([null, 1, 2, 4, 5, 5], Enumerable.Range(2, 6).Select(failures => (rule.Until(failures, T0) - T0)?.TotalMinutes));
        Assert.Equal(T0.AddMinutes(5), rule.Until(int.MaxValue, T0));
    }

    [Fact]
    public async Task A_person_can_be_forgotten()
    {
        await Store.People.Put(new(Tenant, "p1", "ana", "Ana Berg", "hash"));

        await Store.People.Remove(Tenant, "p1");

        Assert.Null(await Store.People.Find(Tenant, "p1", Cancellation));
        Assert.True(await Store.People.Put(new(Tenant, "p3", "Ana", "Another Ana", null)));
    }

    [Fact]
    public async Task A_key_opens_until_it_expires_and_its_previous_one_until_its_instant()
    {
        var now = Clock.GetUtcNow();
        await Store.Commits.Commit(Key("k1", "secret-new", "secret-old", now.AddHours(1), now.AddDays(1)));

        Assert.Equal(new("k1", "Pump agent", Role.Ingest, Tenant), await Store.Keys.Holder("secret-new", Cancellation));
        Assert.Equal("k1", (await Store.Keys.Holder("secret-old", Cancellation))!.Id);
        Clock.Forward(TimeSpan.FromHours(1));
        Assert.Null(await Store.Keys.Holder("secret-old", Cancellation));
        Assert.NotNull(await Store.Keys.Holder("secret-new", Cancellation));
        Clock.Forward(TimeSpan.FromDays(1));
        Assert.Null(await Store.Keys.Holder("secret-new", Cancellation));
    }

    [Fact]
    public async Task A_key_that_was_taken_away_opens_nothing()
    {
        var key = Key("k1", "secret", previous: null, previousUntil: null, expires: null);
        await Store.Commits.Commit(key);
        Assert.NotNull(await Store.Keys.Holder("secret", Cancellation));

        await Store.Commits.Commit(key with { Expected = 1, View = null, Columns = [] });

        Assert.Null(await Store.Keys.Holder("secret", Cancellation));
    }

    static Commit Key(string id, string secret, string? previous, DateTimeOffset? previousUntil, DateTimeOffset? expires) =>
        Commit(Of(Kinds.ApiKey, id), expected: 0) with
        {
            View = Utf8("{}"),
            Columns =
            [
                new("name", "Pump agent"),
                new("role", "ingest"),
                new("hash", Hash(secret)),
                new("previous_hash", previous is null ? null : Hash(previous)),
                new("previous_until", previousUntil),
                new("expires_at", expires),
            ],
        };

    static string Hash(string secret) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));

    static AuditEntry Entry(int n) =>
        new(
            Tenant,
            T0.AddMinutes(n),
            $"actor-{n}",
            n % 2 == 0 ? "even" : "odd",
            $"/{n}",
            200,
            n == 5 ? "0af7651916cd43dd8448eb211c80319c" : null
        );
}
