using System.Text.Json;
using Watchfloor.Escalations;
using Watchfloor.Json;
using Watchfloor.Notifications;
using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>
/// Tells the journal of an event, its escalations and its pages as a story. Facts that only the machinery cares for, and
/// facts of a newer version than this one, are left out.
/// </summary>
static class Timeline
{
    public static async ValueTask<IReadOnlyList<TimelineItem>> Of(
        IReadOnlyList<JournalRow> journal,
        Func<string, ValueTask<string>> channelName
    )
    {
        var pages = new Dictionary<string, PageDue>(StringComparer.Ordinal);
        var policies = new Dictionary<string, string>(StringComparer.Ordinal);
        var items = new List<TimelineItem>(journal.Count);
        foreach (var row in journal)
        {
            switch (row.Entity.Kind)
            {
                case Kinds.Event when EventStory.Tell(row) is { } item:
                    items.Add(item);
                    break;
                case Kinds.Escalation when row.Fact is "begun" or "begun-anew" or "worsened":
                    foreach (var policy in Beginning(row))
                        policies[policy.PolicyId] = policy.Spec.Name;
                    break;
                case Kinds.Escalation when row.Fact == "level-reached":
                    items.Add(PagingStory.Level(Read<LevelReached>(row), policies));
                    break;
                case Kinds.Escalation when row.Fact == "level-withheld":
                    items.Add(AsideStory.Withheld(Read<LevelWithheld>(row), policies));
                    break;
                case Kinds.Page when row.Fact == "due":
                    pages[row.Entity.Id] = Read<PageDue>(row);
                    break;
                case Kinds.Page when pages.TryGetValue(row.Entity.Id, out var page) && PagingStory.IsTold(row.Fact):
                    items.Add(PagingStory.Page(row, page, await channelName(page.ChannelId)));
                    break;
            }
        }
        return items;
    }

    static Values<PolicySnapshot> Beginning(JournalRow row) =>
        row.Fact switch
        {
            "begun" => Read<EscalationBegun>(row).Policies,
            "begun-anew" => Read<EscalationBegunAnew>(row).Policies,
            _ => Read<EscalationWorsened>(row).Policies,
        };

    public static TFact Read<TFact>(JournalRow row) =>
        JsonSerializer.Deserialize<TFact>(row.Data.Span, WireJson.Options)
        ?? throw new JsonException($"the journal of {row.Entity} holds null for {row.Fact}");
}
