using System.Net;
using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Api.Samples;

namespace Watchfloor.Tests.Api;

/// <summary>"Why was I paged, and why not": GET /events/{id}/pages.</summary>
public sealed class WhyTests(ApiHost host) : IClassFixture<ApiHost>
{
    static readonly PolicySpec Nights = new(
        "Nights",
        null,
        [
            new(TimeSpan.Zero, [new("ana")]),
            new(TimeSpan.FromMinutes(5), [new("ben"), new("ben")]),
            new(TimeSpan.FromMinutes(10), [new("chief"), new("ana")]),
        ],
        new(1, TimeSpan.FromHours(1))
    );

    [Fact]
    public async Task I_was_paged_because_nobody_had_acknowledged()
    {
        var id = Have(Begun(), Reached(1, Six));
        host.Events.PagesOf[id] = [Delivered(id, "due")];
        var (why, items) = await Ask(id);
        Assert.Equal(
            "Ana's phone was paged for level 1 of Nights, since nobody had acknowledged: due 2026-01-05 06:00:00 UTC, delivered 2026-01-05 06:00:02 UTC at attempt 2.",
            Assert.Single(items)
        );
        Assert.Equal("1 page delivered. Escalation goes on.", why);
    }

    [Fact]
    public async Task I_was_paged_because_the_SLA_was_breached()
    {
        var id = Have(Begun(), Reached(1, Six));
        host.Events.PagesOf[id] = [Delivered(id, "sla breached")];
        Assert.Contains(", since the SLA was breached: due", Assert.Single((await Ask(id)).Items));
    }

    [Fact]
    public async Task I_was_not_paged_because_somebody_had_acknowledged_before_my_level()
    {
        var id = Have(Begun(), Reached(1, Six.AddSeconds(1)), Silenced("acknowledged by ana", Six.AddMinutes(2)));
        host.Events.PagesOf[id] = [Delivered(id, "due")];
        var (why, items) = await Ask(id);
        Assert.Equal(
            [
                "ben was not paged for level 2 of Nights, due 2026-01-05 06:05:01 UTC: acknowledged by ana",
                "chief was not paged for level 3 of Nights, due 2026-01-05 06:15:01 UTC: acknowledged by ana",
                "Ana's phone was not paged for level 3 of Nights, due 2026-01-05 06:15:01 UTC: acknowledged by ana",
            ],
            items.Skip(1)
        );
        Assert.Equal("1 page delivered, 3 pages not made. Escalation ended 2026-01-05 06:02:00 UTC: acknowledged by ana.", why);
    }

    [Fact]
    public async Task I_was_not_paged_again_because_somebody_acknowledged_before_the_next_round()
    {
        var id = Have(Begun(), Reached(3, Six), Silenced("resolved by ben", Six.AddMinutes(2)));
        var (_, items) = await Ask(id);
        Assert.Equal("Ana's phone was not paged for level 1 of Nights, round 2, due 2026-01-05 07:00:00 UTC: resolved by ben", items[0]);
        Assert.Equal(4, items.Count);
    }

    [Fact]
    public async Task Nobody_was_paged_because_no_policy_served_it() =>
        Assert.Equal(
            "No escalation policy served it when it was raised (severity high, category pressure, no facility), so nobody was paged.",
            (await Ask(Have())).Why
        );

    [Fact]
    public async Task Nobody_is_paged_for_what_is_told_for_the_record_or_was_not_seen_often_enough_or_has_just_come()
    {
        var told = Have();
        host.Events.Change(Event(told) with { Historical = true });
        Assert.Equal("It was told for the record, so nobody is paged.", (await Ask(told)).Why);
        var gathering = Have();
        host.Events.Change(Event(gathering) with { Gathering = new(2, 3, TimeSpan.FromMinutes(5)) });
        Assert.Equal("It was seen 2 of 3 times, so nobody is paged yet.", (await Ask(gathering)).Why);
        var fresh = Have();
        host.Events.Change(Event(fresh) with { UpdatedAt = DateTimeOffset.UtcNow });
        Assert.Equal("No escalation has begun so far (severity high, category pressure, no facility).", (await Ask(fresh)).Why);
    }

    [Fact]
    public async Task Nobody_was_paged_since_it_was_reopened_because_no_policy_serves_it_any_more()
    {
        var anew = new EscalationBegunAnew(2, Severity.High, Six.AddHours(1), [], Six.AddHours(1));
        var (why, _) = await Ask(Have(Begun(), Silenced("acknowledged by ana", Six), (Name: "begun-anew", Fact: anew)));
        Assert.EndsWith("No escalation policy has served it since 2026-01-05 07:00:00 UTC, so nobody was paged since.", why);
    }

    [Fact]
    public async Task Nobody_was_paged_because_somebody_was_faster_than_every_policy() =>
        Assert.Equal(
            "Nobody was paged: acknowledged by ana before any escalation could begin.",
            (await Ask(Have(Silenced("acknowledged by ana", Six)))).Why
        );

    [Fact]
    public async Task Nobody_is_paged_while_it_is_shelved()
    {
        const string Shelved = "shelved by ana until 2026-01-05 07:00:00 UTC: valve stuck";
        var id = Have(
            Begun(),
            (Name: "held", Fact: new EscalationHeld(Shelved, Six)),
            (Name: "level-withheld", Fact: new LevelWithheld("p-1", 1, 1, Six, "due", Shelved, Six))
        );
        host.Events.PagesOf[id] =
        [
            Page(id, "ana") with
            {
                Id = $"{PageIds.Of(id, "p-1", 1, 1, "ana")}.held-1",
                PolicyName = "Nights",
                Reason = Shelved,
            },
        ];
        var (why, items) = await Ask(id);
        Assert.Equal($"Ana's phone was not paged for level 1 of Nights, due 2026-01-05 06:00:00 UTC: {Shelved}", Assert.Single(items));
        Assert.Equal($"1 page not made. Escalation is held since 2026-01-05 06:00:00 UTC: {Shelved}.", why);

        host.Events.Rows[id].Add(Row(Kinds.Escalation, id, "silenced", new EscalationSilenced("resolved by ana", Six), Six));
        Assert.Equal(4, (await Ask(id)).Items.Count); // the withheld one is not told twice
    }

    [Fact]
    public async Task After_a_reopening_it_escalates_anew_and_the_old_reasons_stay()
    {
        var anew = new EscalationBegunAnew(2, Severity.High, Six.AddHours(1), [new("p-1", 1, Nights)], Six.AddHours(1));
        var id = Have(Begun(), Silenced("acknowledged by ana", Six), (Name: "begun-anew", Fact: anew));
        var (why, items) = await Ask(id);
        Assert.Equal(4, items.Count);
        Assert.Equal("4 pages not made. Escalation goes on.", why);
    }

    [Fact]
    public async Task What_could_not_be_delivered_says_how_often_it_was_tried()
    {
        var id = Have(Begun());
        host.Events.PagesOf[id] = [Delivered(id, "due") with { Status = PageStatus.Dead, Reason = "HTTP 410", DeliveredAt = null }];
        Assert.Equal(
            "Ana's phone could not be paged for level 1 of Nights, since nobody had acknowledged, due 2026-01-05 06:00:00 UTC, and was given up after 2 attempts: HTTP 410",
            Assert.Single((await Ask(id)).Items)
        );
    }

    async Task<(string Why, IReadOnlyList<string> Items)> Ask(string id)
    {
        var answer = await (await host.Admin.Get($"/api/v1/events/{id}/pages")).Is(HttpStatusCode.OK);
        return (
            answer.GetProperty("why").GetString()!,
            [.. answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("why").GetString()!)]
        );
    }

    string Have(params (string Name, EscalationFact Fact)[] facts)
    {
        var id = NextId();
        host.Events.Change(Event(id));
        host.Store.Entries[(Kinds.Channel, "ana")] = new Entry<ChannelSpec>("ana", 1, new("Ana's phone", "webhook", []));
        host.Events.Rows[id] = [.. facts.Select(it => Row<object>(Kinds.Escalation, id, it.Name, it.Fact, Six))];
        return id;
    }

    static (string Name, EscalationFact Fact) Begun() => ("begun", new EscalationBegun(Severity.High, Six, [new("p-1", 1, Nights)], Six));

    static (string Name, EscalationFact Fact) Reached(int level, DateTimeOffset at) =>
        ("level-reached", new LevelReached("p-1", 1, level, Six, "due", at));

    static (string Name, EscalationFact Fact) Silenced(string reason, DateTimeOffset at) =>
        ("silenced", new EscalationSilenced(reason, at));

    static PageView Delivered(string id, string cause) =>
        Page(id, "ana") with
        {
            Id = PageIds.Of(id, "p-1", 1, 1, "ana"),
            PolicyName = "Nights",
            Status = PageStatus.Delivered,
            Cause = cause,
            DeliveredAt = Six.AddSeconds(2),
            Attempts = [new(Six, Six, "failed", "HTTP 503"), new(Six, Six.AddSeconds(2), "delivered", "HTTP 200")],
        };
}
