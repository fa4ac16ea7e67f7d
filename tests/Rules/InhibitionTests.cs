using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.Mutes;
using static Watchfloor.Tests.Rules.EventSamples;

namespace Watchfloor.Tests.Rules;

/// <summary>Which open event inhibits which. Ids are in the order of raising.</summary>
public sealed class InhibitionTests
{
    static readonly InhibitionSpec LossMutesAll = MuteSamples.CommunicationLoss;
    static readonly InhibitionSpec PowerMutesLoss = Rule("power", "communication");

    [Fact]
    public void A_loss_of_communication_mutes_what_is_open_at_its_facility_and_names_itself()
    {
        var open = Of(LossMutesAll);
        open.Put("1", Seen("communication"));
        Assert.Equal(["2"], open.Put("2", Seen("pressure")));
        open.Put("3", Seen("pressure", "f2"));
        Assert.Equal(
            new Mute(AsideKind.Inhibited, "1", "communication (Communication loss)", null, PausesSla: false),
            open.MuteOf("2", cause: null)
        );
        Assert.Equal(["2"], Muted(open, "1", "2", "3"));
        Assert.Equal(["2"], open.Remove("1"));
        Assert.Empty(Muted(open, "2", "3"));
    }

    [Fact]
    public void The_order_in_which_they_come_does_not_matter()
    {
        var open = Of(LossMutesAll);
        open.Put("1", Seen("pressure"));
        Assert.Contains("1", open.Put("2", Seen("communication")));
        Assert.Equal(["1"], Muted(open, "1", "2"));
    }

    [Fact]
    public void Nothing_inhibits_itself_and_of_two_that_would_inhibit_each_other_the_earlier_does()
    {
        var open = Of(LossMutesAll);
        open.Put("2", Seen("communication"));
        Assert.Empty(Muted(open, "2"));
        open.Put("1", Seen("communication"));
        Assert.Equal(["2"], Muted(open, "1", "2"));
        open.Remove("1");
        Assert.Empty(Muted(open, "2"));
    }

    [Fact]
    public void What_is_inhibited_inhibits_others_all_the_same()
    {
        var open = Put(Of(PowerMutesLoss, Rule("communication", "pressure")), "1", "pressure", "2", "communication", "3", "power");
        Assert.Equal(["1", "2"], Muted(open, "1", "2", "3"));
    }

    [Fact]
    public void Of_each_circle_one_calls_for_people()
    {
        var open = Of(Rule("a", "b"), Rule("b", "c"), Rule("c", "a"));
        Put(open, "1", "a", "2", "b", "3", "c");
        Assert.Equal(["2", "3"], Muted(open, "1", "2", "3"));
        open.Remove("1");
        Assert.Equal(["3"], Muted(open, "2", "3"));
    }

    [Fact]
    public void It_goes_on_until_the_last_of_its_causes_is_over_and_keeps_its_cause_as_long_as_that_lasts()
    {
        var open = Put(Of(LossMutesAll), "2", "communication", "3", "pressure");
        open.Put("1", Seen("communication"));
        Assert.Equal("2", open.MuteOf("3", cause: "2")!.Cause);
        open.Remove("2");
        Assert.Equal("1", open.MuteOf("3", cause: "2")!.Cause);
        open.Remove("1");
        Assert.Null(open.MuteOf("3", cause: "1"));
    }

    [Fact]
    public void A_label_that_is_not_there_equals_nothing()
    {
        var open = Of(LossMutesAll with { Equal = ["device"] });
        open.Put("1", Seen("communication"));
        open.Put("2", Seen("pressure"));
        Assert.Empty(Muted(open, "1", "2"));
        open.Put("3", Seen("communication") with { Attributes = [new("device", "d1")] });
        open.Put("4", Seen("pressure") with { Attributes = [new("device", "d1")] });
        open.Put("5", Seen("pressure") with { Attributes = [new("device", "d2")] });
        Assert.Equal(["4"], Muted(open, "1", "2", "3", "4", "5"));
    }

    [Fact]
    public void What_looks_otherwise_now_is_held_against_the_rules_anew()
    {
        var open = Of(Rule("severity", LabelOperator.Equal, "critical", "low"));
        open.Put("1", Seen("x") with { Severity = Severity.High });
        open.Put("2", Seen("y") with { Severity = Severity.Low });
        Assert.Empty(Muted(open, "1", "2"));
        Assert.Contains("2", open.Put("1", Seen("x") with { Severity = Severity.Critical }));
        Assert.Equal(["2"], Muted(open, "1", "2"));
    }

    [Fact]
    public void What_does_not_call_for_people_yet_inhibits_nobody_and_can_be_inhibited()
    {
        var open = Of(LossMutesAll);
        open.Put("1", Seen("communication"), calls: false);
        open.Put("2", Seen("communication"));
        open.Put("3", Seen("pressure"));
        Assert.Equal(["1", "3"], Muted(open, "1", "2", "3"));
        open.Put("1", Seen("communication"), calls: true);
        Assert.Equal(["2", "3"], Muted(open, "1", "2", "3"));
    }

    [Fact]
    public void Whoever_comes_is_told_without_being_kept()
    {
        var open = Put(Of(LossMutesAll), "1", "communication");
        Assert.Equal(("1", false), open.Meet("2", Seen("pressure")) is var met ? (met.Mute!.Cause, met.IsSource) : default);
        Assert.Equal((null, false), open.Meet("3", Seen("pressure", "f2")));
        Assert.True(open.Meet("0", Seen("communication", "f2")).IsSource);
        Assert.Null(open.MuteOf("2", cause: null));
    }

    [Fact]
    public void However_many_sources_meet_each_target_is_looked_at_a_few_times()
    {
        const int Many = 200;
        var meeting = new Meeting(("r1", ""), new("r1", 1, LossMutesAll));
        var nodes = Enumerable.Range(0, Many).Select(number => new InhibitionNode($"{number:000}", "Loss")).ToList();
        foreach (var node in nodes)
        {
            node.Meets(meeting, isSource: true, isTarget: true);
            node.Join();
        }
        var looks = 0;
        Assert.Equal(nodes, nodes[0].Behind(_ => looks++).OrderBy(node => node.Id));
        Assert.InRange(looks, Many, 3 * Many);
    }

    static Inhibitions Of(params InhibitionSpec[] rules) =>
        new([.. rules.Select((rule, index) => new Entry<InhibitionSpec>($"r{index}", 1, rule))]);

    static Inhibitions Put(Inhibitions open, params string[] idsAndCategories)
    {
        foreach (var pair in idsAndCategories.Chunk(2))
            open.Put(pair[0], Seen(pair[1]));
        return open;
    }

    static InhibitionSpec Rule(string source, string target) =>
        new($"{source} over {target}", [new("category", LabelOperator.Equal, source)], [new("category", LabelOperator.Equal, target)], []);

    static InhibitionSpec Rule(string label, LabelOperator @operator, string source, string target) =>
        new("by severity", [new(label, @operator, source)], [new(label, @operator, target)], []);

    static Detection Seen(string category, string facility = "f1") =>
        Boiler with
        {
            Category = category,
            FacilityId = facility,
            Title = category,
        };

    static IEnumerable<string> Muted(Inhibitions open, params string[] ids) => ids.Where(id => open.MuteOf(id, cause: null) is not null);
}
