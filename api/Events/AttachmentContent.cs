using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Watchfloor.Store;

namespace Watchfloor.Events;

/// <summary>
/// The bytes of a file, to be kept and not to be shown: whoever attached it may mean harm. If it goes while it is read, the connection is
/// broken off.
/// </summary>
sealed class AttachmentContent(IAttachments attachments, TenantId tenant, StoredFile file) : IResult
{
    const string Nothing = "default-src 'none'; sandbox";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellation) = (httpContext.Response, httpContext.RequestAborted);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        response.ContentType = file.Type;
        response.ContentLength = file.Size;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = Nothing;
        for (var part = 0; part < file.Parts; part++)
        {
            if (await attachments.Part(tenant, file.Id, part, cancellation) is not { } bytes)
            {
                httpContext.Abort();
                return;
            }
            await response.Body.WriteAsync(bytes, cancellation);
        }
    }
}
