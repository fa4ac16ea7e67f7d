using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Events;

/// <summary>Files that people attach. The event holds which there are; their bytes lie beside it, and are there before it is asked.</summary>
static class EventFiles
{
    const int LongestId = 64;

    public static Decision<EventFact> Attach(EventBody body, Attach attach, DateTimeOffset now)
    {
        var file = attach.File;
        return body.Attachments.Contains(file.Id) ? []
            : !IsPlain(file.Id, LongestId) ? Invalid($"an attachment needs an id of 1 to {LongestId} letters, digits and signs of ASCII")
            : string.IsNullOrWhiteSpace(file.Name) || file.Name.Length > AttachmentLimits.LongestName
                ? Invalid($"an attachment needs a name of 1 to {AttachmentLimits.LongestName} characters")
            : !IsPlain(file.Type, AttachmentLimits.LongestType)
                ? Invalid($"an attachment needs a media type of 1 to {AttachmentLimits.LongestType} characters")
            : file.Size is < 1 or > AttachmentLimits.Largest ? Invalid($"an attachment has 1 to {AttachmentLimits.Largest} bytes")
            : body.Attachments.Length >= AttachmentLimits.Most
                ? Refuse($"it has {AttachmentLimits.Most} attachments, as many as it can hold; remove one first")
            : [new Attached(attach.By, file, now)];
    }

    public static Decision<EventFact> Detach(EventBody body, Detach detach, DateTimeOffset now) =>
        body.Attachments.Contains(detach.File.Id) ? [new Detached(detach.By, detach.File, now)] : [];

    static bool IsPlain(string text, int longest) =>
        text.Length >= 1 && text.Length <= longest && text.All(letter => letter is > ' ' and <= '~');
}
