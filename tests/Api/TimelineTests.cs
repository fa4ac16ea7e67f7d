using System.Net;
using Watchfloor.Catalogue;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Notifications;
using static Watchfloor.Tests.Api.Samples;

namespace Watchfloor.Tests.Api;

public sealed class TimelineTests(ApiHost host) : IClassFixture<ApiHost>
{
    static readonly PolicySpec FirstTheRoom = new("Control room first", null, [new(TimeSpan.Zero, [new("room")])], null);

    [Fact]
    public async Task The_journal_reads_as_a_story()
    {
        var id = NextId();
        var page = PageIds.Of(id, "p-1", 1, 1, "room");
        host.Events.Change(Event(id));
        host.Store.Entries[(Kinds.Channel, "room")] = new Entry<ChannelSpec>("room", 1, new("Control room", "log", []));
        host.Events.Rows[id] =
        [
            Row(Kinds.Event, id, "raised", new Raised(Detection("Boiler 2 is above 8 bar"), Six.AddHours(1), Six), Six),
            Row(Kinds.Escalation, id, "begun", new EscalationBegun(Severity.High, Six, [new("p-1", 1, FirstTheRoom)], Six), Six),
            Row(Kinds.Escalation, id, "level-reached", new LevelReached("p-1", 1, 1, Six, "due", Six), Six),
            Row(Kinds.Page, page, "due", new PageDue(id, "p-1", "Control room first", 1, 1, "room", Severity.High, Six, "due", Six), Six),
            Row(Kinds.Page, page, "attempt-started", new AttemptStarted(1, "Control room", "log", Six), Six),
            Row(Kinds.Page, page, "delivered", new PageDelivered(1, "ok", false, Six), Six),
            Row(Kinds.Event, id, "merged", new Merged(Detection("Boiler 2 again"), Six), Six),
            Row(Kinds.Event, id, "acknowledged", new Acknowledged("ana", Six), Six),
            Row(Kinds.Escalation, id, "silenced", new EscalationSilenced("acknowledged", Six), Six),
            Row(Kinds.Event, id, "started", new Started("ana", Six), Six),
            Row(Kinds.Event, id, "commented", new Commented("ana", "c-1", "on my way", Six), Six),
            Row(Kinds.Event, id, "sla-breached", new SlaBreached(Six, Six), Six),
            Row(Kinds.Event, id, "condition-cleared", new ConditionCleared("boiler-2/high", Six, Six), Six),
            Row(Kinds.Event, id, "resolved", new Resolved("system", false, null, Six), Six),
            Row(Kinds.Event, id, "closed", new Closed("ana", Six), Six),
            Row(Kinds.Event, id, "from-the-future", new Closed("ana", Six), Six),
        ];

        var items = (await (await host.Admin.Get($"/api/v1/events/{id}/timeline")).Is(HttpStatusCode.OK)).GetProperty("items");
        Assert.Equal(
            [
                "created: scada-1 reported: Boiler 2 is above 8 bar",
                "level_reached: Level 1 of Control room first was reached.",
                "page_delivered: Control room was paged for level 1 of Control room first.",
                "merged: scada-1 saw the same trouble: Boiler 2 again",
                "acknowledged: ana acknowledged it. Escalation stops.",
                "started: ana started to work on it.",
                "commented: on my way",
                "sla_breached: It was not resolved in time: the SLA is breached.",
                "condition_cleared: The condition boiler-2/high returned to normal.",
                "resolved: The last condition cleared, so it is resolved.",
                "closed: ana closed it.",
            ],
            items.EnumerateArray().Select(item => $"{item.GetProperty("type").GetString()}: {item.GetProperty("text").GetString()}")
        );
        var delivered = items[2].GetProperty("detail");
        Assert.Equal(("room", "1"), (delivered.GetProperty("channelId").GetString(), delivered.GetProperty("level").GetString()));
    }

    [Fact]
    public async Task What_was_put_off_reopened_and_attached_is_told_too()
    {
        var id = NextId();
        var begin = new EscalationBegunAnew(2, Severity.High, Six, [new("p-1", 1, FirstTheRoom)], Six);
        var withheld = new LevelWithheld("p-1", 1, 1, Six, "due", "shelved by ana until 2026-01-05 07:00:00 UTC: valve stuck", Six);
        host.Events.Rows[id] =
        [
            Row(Kinds.Event, id, "reopened", new Reopened("ana", "it is back", Six, Six), Six),
            Row(Kinds.Escalation, id, "begun-anew", begin, Six),
            Row(Kinds.Event, id, "assigned", new Assigned("ana", "ben", Six), Six),
            Row(Kinds.Event, id, "assigned", new Assigned("ana", null, Six), Six),
            Row(Kinds.Event, id, "linked", new Linked("ana", new(LinkKind.WorkOrder, "wo-1"), Six), Six),
            Row(Kinds.Event, id, "attached", new Attached("ana", new("f-1", "pump.jpg", "image/jpeg", 4711), Six), Six),
            Row(Kinds.Event, id, "detached", new Detached("ben", new("f-1", "pump.jpg", "image/jpeg", 4711), Six), Six),
            Row(Kinds.Event, id, "unlinked", new Unlinked("ana", new(LinkKind.WorkOrder, "wo-1"), Six), Six),
            Row(Kinds.Event, id, "set-aside", Aside(AsideKind.Shelved, oneShot: true), Six),
            Row(Kinds.Escalation, id, "held", new EscalationHeld("shelved", Six), Six),
            Row(Kinds.Escalation, id, "level-withheld", withheld, Six),
            Row(Kinds.Event, id, "brought-back", new BroughtBack(AsideKind.Shelved, "system", "its time is over", Six), Six),
            Row(Kinds.Event, id, "set-aside", Aside(AsideKind.OutOfService), Six),
            Row(Kinds.Event, id, "brought-back", new BroughtBack(AsideKind.OutOfService, "ben", "brought back by ben", Six), Six),
        ];
        var items = (await (await host.Admin.Get($"/api/v1/events/{id}/timeline")).Is(HttpStatusCode.OK)).GetProperty("items");
        Assert.Equal(
            [
                "reopened: ana reopened it. It escalates again. it is back",
                "assigned: ana assigned it to ben.",
                "assigned: ana assigned it to nobody.",
                "linked: ana linked it to work order wo-1.",
                "attached: ana attached pump.jpg.",
                "detached: ben took away pump.jpg.",
                "unlinked: ana took away its link to work order wo-1.",
                "shelved: ana shelved it until 2026-01-05 07:00:00 UTC, or until it changes by itself: valve stuck",
                "level_withheld: Level 1 of Control room first was due and paged nobody: " + withheld.Reason,
                "unshelved: It is shelved no more: its time is over.",
                "taken_out_of_service: ana took it out of service until 2026-01-05 07:00:00 UTC: valve stuck",
                "returned_to_service: It is in service again: brought back by ben.",
            ],
            items.EnumerateArray().Select(item => $"{item.GetProperty("type").GetString()}: {item.GetProperty("text").GetString()}")
        );
    }

    [Fact]
    public async Task What_got_worse_was_given_back_and_was_escalated_by_hand_is_told_too()
    {
        var id = NextId();
        var worse = Detection("Boiler 2 is above 9 bar") with { Severity = Severity.Critical };
        host.Events.Rows[id] =
        [
            Row(Kinds.Event, id, "merged", new Merged(worse, Six, SlaDueAt: Six, Was: Severity.High), Six),
            Row(Kinds.Event, id, "unacknowledged", new Unacknowledged("system", "it got worse: critical, not high", Six), Six),
            Row(Kinds.Escalation, id, "resumed", new EscalationResumed("it got worse", Six), Six),
            Row(Kinds.Escalation, id, "worsened", new EscalationWorsened(Severity.Critical, [new("p-1", 1, FirstTheRoom)], Six), Six),
            Row(Kinds.Event, id, "merged", new Merged(worse, Six, SlaDueAt: Six), Six),
            Row(Kinds.Event, id, "unacknowledged", new Unacknowledged("ana", null, Six), Six),
            Row(Kinds.Event, id, "escalated", new Escalated("ben", "the hall is hot", Six), Six),
            Row(Kinds.Escalation, id, "level-reached", new LevelReached("p-1", 1, 1, Six, "escalated by ben", Six, Forced: true), Six),
        ];
        var items = (await (await host.Admin.Get($"/api/v1/events/{id}/timeline")).Is(HttpStatusCode.OK)).GetProperty("items");
        Assert.Equal(
            [
                "merged: scada-1 saw the same trouble: Boiler 2 is above 9 bar. It is critical now, it was high.",
                "unacknowledged: Nobody has it any more: it got worse: critical, not high. It escalates.",
                "merged: scada-1 saw the same trouble: Boiler 2 is above 9 bar. The SLA begins anew.",
                "unacknowledged: ana un-acknowledged it. It escalates.",
                "escalated: ben escalated it to the next level. the hall is hot",
                "level_reached: Level 1 of Control room first was reached: escalated by ben.",
            ],
            items.EnumerateArray().Select(item => $"{item.GetProperty("type").GetString()}: {item.GetProperty("text").GetString()}")
        );
        Assert.Equal("high", items[0].GetProperty("detail").GetProperty("was").GetString());
    }

    static SetAside Aside(AsideKind kind, bool oneShot = false) =>
        new(kind, "ana", "valve stuck", Six.AddHours(1), oneShot, PausesSla: false, Six);

    [Fact]
    public async Task A_page_that_was_given_up_says_why_and_a_crossed_one_says_so()
    {
        var id = NextId();
        var page = PageIds.Of(id, "p-1", 2, 1, "gone");
        var due = new PageDue(id, "p-1", "Control room first", 2, 1, "gone", Severity.High, Six, "due", Six);
        host.Events.Rows[id] =
        [
            Row(Kinds.Escalation, id, "level-reached", new LevelReached("p-1", 2, 1, Six, "due", Six), Six),
            Row(Kinds.Page, page, "due", due, Six),
            Row(Kinds.Page, page, "dead", new PageDead(5, "the receiver said 410", Six), Six),
            Row(Kinds.Page, page, "delivered", new PageDelivered(6, null, true, Six), Six),
        ];
        var items = (await (await host.Admin.Get($"/api/v1/events/{id}/timeline")).Is(HttpStatusCode.OK)).GetProperty("items");
        Assert.Equal("Level 1 of p-1 was reached, round 2.", items[0].GetProperty("text").GetString());
        Assert.Equal("gone could not be paged: the receiver said 410", items[1].GetProperty("text").GetString());
        Assert.EndsWith("It was under way when somebody acknowledged.", items[2].GetProperty("text").GetString());
        Assert.Equal("true", items[2].GetProperty("detail").GetProperty("crossed").GetString());
    }
}
