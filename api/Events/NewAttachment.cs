using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using Watchfloor.Input;
using Watchfloor.OpenApi;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>A file as it comes: its bytes are the body, its media type the header, its name in the query.</summary>
sealed class NewAttachment : IBound, IEndpointParameterMetadataProvider
{
    NewAttachment(string name, string type, ReadOnlyMemory<byte> bytes, ProblemAnswer? problem) =>
        (Name, Type, Bytes, Problem) = (name, type, bytes, problem);

    public string Name { get; }

    public string Type { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public ProblemAnswer? Problem { get; }

    public StoredFile ToStored(string id, string by, DateTimeOffset at) =>
        new(id, Name, Type, Bytes.Length, SHA256.HashData(Bytes.Span), by, at);

    public static async ValueTask<NewAttachment?> BindAsync(HttpContext context, ParameterInfo _)
    {
        var most = Math.Min(AttachmentLimits.Largest, KeyScope.Of(context).MaxBodyBytes ?? int.MaxValue);
        if (await BodyBytes.Read(context, most) is not { } bytes)
            return Refused(ProblemAnswer.TooLarge(most));
        var request = context.Request;
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding.ToString() is not ("identity" or ""))
            return Refused(ProblemAnswer.Unsupported($"Content-Encoding {encoding} is not taken; send the file as it is."));
        if (TypeOf(request) is not { } type)
            return Refused(ProblemAnswer.Unsupported("Send the file itself as the body, with its own Content-Type, such as image/jpeg."));
        var given = request.Query["name"].ToString();
        if (given.Length is 0 or > 1_000)
            return Refused(ProblemAnswer.Malformed("name", "must be the name of the file, at most 1000 characters"));
        var complaints = new Complaints();
        var name = AttachmentName.Clean(given);
        complaints.Unless(name is not null, "name", "holds nothing that can be the name of a file");
        complaints.Unless(bytes.Length > 0, "body", "must be the bytes of the file; there are none");
        return complaints.Problem is { } problem ? Refused(problem) : new(name!, type, bytes, null);
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new Asked("query", "name", "The name of the file.", Asked.Text));
        builder.Metadata.Add(new AnyBytes());
    }

    static NewAttachment Refused(ProblemAnswer problem) => new("", "", default, problem);

    static string? TypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type is { MatchesAllTypes: false, MatchesAllSubTypes: false }
        && !type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase)
        && type.MediaType.Length <= AttachmentLimits.LongestType
            ? type.MediaType.ToString().ToLowerInvariant()
            : null;

    /// <summary>For the document; it names no content types: routing would refuse others before the doors were asked.</summary>
    sealed record AnyBytes : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes => [];

        public Type RequestType => typeof(Stream);

        public bool IsOptional => false;
    }
}
