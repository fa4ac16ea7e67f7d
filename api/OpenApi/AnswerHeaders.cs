using Microsoft.OpenApi;
using Watchfloor.History;
using Watchfloor.Idempotency;
using Watchfloor.Versions;

namespace Watchfloor.OpenApi;

/// <summary>Tells the document which headers an answer carries, from what its route says and takes.</summary>
static class AnswerHeaders
{
    public static void Describe(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (answer is not OpenApiResponse response)
                continue;
            if (IsAsked(metadata, IdempotencyKey.Header) && status[0] is '2' or '4')
                Add(response, WrittenAnswer.Replayed, "true where this is the first answer to this Idempotency-Key once more.");
            if (status is not ("200" or "201" or "304"))
                continue;
            if (metadata.OfType<Versioned>().Any())
                Add(response, "ETag", "The strong entity tag of what is shown; send it back in If-Match to change just that.");
            if (status == "200" && IsAsked(metadata, PastQuery.Name))
                Add(response, Histories.Header, "Of which instant this tells, where one was asked for.");
        }
    }

    static bool IsAsked(IList<object> metadata, string name) => metadata.OfType<Asked>().Any(asked => asked.Name == name);

    static void Add(OpenApiResponse response, string name, string description)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = Asked.Text() };
    }
}
