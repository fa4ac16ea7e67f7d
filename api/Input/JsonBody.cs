using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Watchfloor.Json;
using Watchfloor.Problems;

namespace Watchfloor.Input;

/// <summary>
/// Reads a JSON object into its type. The straight way is tried first; only where it fails is the body looked at field by
/// field, to say everything that is wrong with it at once.
/// </summary>
static class JsonBody
{
    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static bool TryRead<T>(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out T? value,
        [NotNullWhen(false)] out ProblemAnswer? problem
    )
        where T : class
    {
        (value, problem) = (null, null);
        if (utf8.StartsWith(ByteOrderMark))
            utf8 = utf8[ByteOrderMark.Length..];
        if (!Utf8.IsValid(utf8))
            problem = ProblemAnswer.Malformed("The body is not UTF-8. Send JSON in UTF-8.");
        else
        {
            try
            {
                value = JsonSerializer.Deserialize<T>(utf8, WireJson.Options);
                problem = value is null || HasMisplacedNull<T>(utf8) ? Explain<T>(utf8, null) : null;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                problem = Explain<T>(utf8, e as JsonException);
            }
        }
        return problem is null;
    }

    // the serializer takes null as an item of any list or map
    static bool HasMisplacedNull<T>(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("null"u8) < 0)
            return false;
        using var document = JsonDocument.Parse(utf8.ToArray());
        return Shape.Errors(document.RootElement, typeof(T)).Count > 0;
    }

    static ProblemAnswer Explain<T>(ReadOnlySpan<byte> utf8, JsonException? why)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.ToArray(), new() { MaxDepth = WireJson.Options.MaxDepth });
            var errors = Shape.Errors(document.RootElement, typeof(T));
            if (errors.Count == 0)
                errors[FieldOf(why)] = ["is not what is expected here; see /openapi/v1.json"];
            return ProblemAnswer.Malformed(Summary(errors), errors);
        }
        catch (JsonException broken)
        {
            return ProblemAnswer.Malformed(
                $"The body is not valid JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}, or it is nested more than {WireJson.Options.MaxDepth} deep."
            );
        }
    }

    static string FieldOf(JsonException? why) => why?.Path is { Length: > 2 } path ? path[2..] : "body";

    static string Summary(IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        var (field, sentences) = errors.First();
        return errors.Count == 1 ? $"{field} {sentences[0]}." : $"{field} {sentences[0]}, and {errors.Count - 1} more in errors.";
    }
}
