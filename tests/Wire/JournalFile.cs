using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watchfloor.Json;
using Watchfloor.Kernel;
using Watchfloor.Tests.History;

namespace Watchfloor.Tests.Wire;

/// <summary>Journals of one kind as one release wrote them.</summary>
sealed class JournalFile(JsonObject content)
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    string Kind => (string)content["kind"]!;

    IEnumerable<JsonObject> Entities => content["entities"]!.AsArray().Select(entity => entity!.AsObject());

    public IEnumerable<string> FactNames => Entities.SelectMany(Journal).Select(fact => (string)fact["name"]!);

    public static JournalFile Read(string path) => new(JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    /// <summary>A few of the walked journals: each fact and each shape of a state is in one of them, and the longest is.</summary>
    public static JournalFile Of(string kind, string release)
    {
        var (chosen, seen) = (new JsonArray(), new HashSet<string>());
        foreach (var commit in SampleJournals.Of(kind, TenantId.Default).OrderByDescending(commit => commit.Facts.Length))
        {
            var state = (string?)(JsonNode.Parse(commit.State.Span) as JsonObject)?["is"] ?? "";
            var news = commit.Facts.Select(fact => fact.Name).Append($"is {state}").Where(seen.Add).ToList();
            if (news.Count > 0)
                chosen.Add(Written(commit));
        }
        return new(
            new()
            {
                ["kind"] = kind,
                ["release"] = release,
                ["entities"] = chosen,
            }
        );
    }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content.ToJsonString(Indented) + "\n");
    }

    /// <summary>Each entity with the document that its journal leads to today.</summary>
    public IEnumerable<(JsonObject Entity, JsonObject Told)> Tell(Replays replays)
    {
        foreach (var entity in Entities)
        {
            var past = replays.Of(Kind)!.Begin(new(Kind, TenantId.Default, (string)entity["id"]!));
            foreach (var fact in Journal(entity))
            {
                var data = Encoding.UTF8.GetBytes(fact["data"]!.ToJsonString());
                past.Tell(new(past.Version + 1, (string)fact["name"]!, data, fact["at"].Deserialize<DateTimeOffset>(WireJson.Options)));
            }
            yield return (entity, Document(past.Now()!));
        }
    }

    static IEnumerable<JsonObject> Journal(JsonObject entity) => entity["journal"]!.AsArray().Select(fact => fact!.AsObject());

    static JsonObject Written(Commit commit)
    {
        var journal = commit.Facts.Select(fact => new JsonObject
        {
            ["name"] = fact.Name,
            ["at"] = JsonSerializer.SerializeToNode(fact.At, WireJson.Options),
            ["data"] = JsonNode.Parse(fact.Data.Span),
        });
        var told = new Replayed(commit.Entity, commit.Version, default, commit.State, commit.View, commit.Columns, commit.Due);
        return new()
        {
            ["id"] = commit.Entity.Id,
            ["journal"] = new JsonArray([.. journal]),
            ["document"] = Document(told),
        };
    }

    static JsonObject Document(Replayed told) =>
        new()
        {
            ["version"] = told.Version,
            ["state"] = JsonNode.Parse(told.State.Span),
            ["view"] = told.View is { } view ? JsonNode.Parse(view.Span) : null,
            ["columns"] = new JsonObject(told.Columns.Select(column => KeyValuePair.Create(column.Name, Node(column.Value)))),
            ["due"] = told.Due is { } due ? new JsonObject { ["at"] = Node(due.At), ["rank"] = due.Rank } : null,
        };

    static JsonNode? Node(object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), WireJson.Options);
}
