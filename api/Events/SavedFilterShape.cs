using Microsoft.AspNetCore.WebUtilities;
using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Events;

/// <summary>A filter of the event list, as somebody keeps it.</summary>
sealed record SavedFilterInput
{
    /// <summary>1–200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What stands behind the question mark of <c>GET /events</c>, such as <c>status=new&amp;severity=critical</c>.</summary>
    public required string Query { get; init; }
}

/// <summary>A filter of the event list that somebody keeps.</summary>
/// <param name="Owner">The id of who keeps it.</param>
sealed record SavedFilterView(string Id, string Name, string Query, string Owner, long Version);

/// <summary>What is special about saved filters: each has an owner, who alone changes it, and those who direct.</summary>
sealed class SavedFilterShape : ICatalogueShape<SavedFilterSpec, SavedFilterInput, SavedFilterView>
{
    const int Longest = 2_000;

    public string Kind => Kinds.SavedFilter;

    public string Noun => "saved filter";

    public ValueTask<SavedFilterSpec?> Spec(
        SavedFilterInput input,
        string id,
        Entry<SavedFilterSpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    )
    {
        complaints.Name("name", input.Name);
        complaints.Text("query", input.Query, 0, Longest);
        var query = input.Query.TrimStart('?');
        var asked = QueryHelpers.ParseQuery(query.Length > Longest ? "" : query);
        var known = FilterWords.Known.Select(word => word.Name).ToList();
        var stranger = asked.Keys.FirstOrDefault(name => !known.Contains(name));
        complaints.Unless(stranger is null, "query", $"holds {stranger}, and a filter knows only {string.Join(", ", known)}");
        var words = new FilterWords(name => asked.TryGetValue(name, out var values) ? values : default, caller.Id);
        words.Read();
        complaints.Unless(words.Wrong is null, "query", $"is wrong in {words.Wrong?.Field}: {words.Wrong?.Sentence}");
        return new(new SavedFilterSpec(input.Name, query, before?.Spec.Owner ?? caller.Id));
    }

    public ProblemAnswer? Refusal(Entry<SavedFilterSpec> entry, Caller caller) =>
        entry.Spec.Owner == caller.Id || caller.Role is Role.Admin or Role.Supervisor
            ? null
            : ProblemAnswer.Forbidden("This filter is somebody else's; keep one of your own.");

    public SavedFilterView View(Entry<SavedFilterSpec> entry) =>
        new(entry.Id, entry.Spec.Name, entry.Spec.Query, entry.Spec.Owner, entry.Version);
}
