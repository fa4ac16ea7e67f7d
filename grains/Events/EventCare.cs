using Watchfloor.Kernel;
using static Watchfloor.Kernel.Decision;

namespace Watchfloor.Events;

/// <summary>What people attach to an event in any state: whose it is, what it goes with, what they have to say.</summary>
static class EventCare
{
    const int LongestComment = 4_000;
    const int LongestName = 128;
    const int LongestLink = 64;
    const int MostLinks = 10;

    public static Decision<EventFact> Assign(EventBody body, Assign assign, DateTimeOffset now) =>
        !IsPlain(assign.To, LongestName) ? Invalid($"an assignee is 1 to {LongestName} letters, digits and signs of ASCII")
        : body.Assignee == assign.To ? []
        : [new Assigned(assign.By, assign.To, now)];

    public static Decision<EventFact> Link(EventBody body, Link link, DateTimeOffset now) =>
        !Enum.IsDefined(link.To.Kind) ? Invalid("a link goes to a work_order, an anomaly or an event")
        : !IsPlain(link.To.Id, LongestLink) ? Invalid($"a link needs an id of 1 to {LongestLink} letters, digits and signs of ASCII")
        : body.Links.Contains(link.To) ? []
        : body.Links.Length >= MostLinks ? Refuse($"it has {MostLinks} links, as many as it can hold; remove one first")
        : [new Linked(link.By, link.To, now)];

    public static Decision<EventFact> Unlink(EventBody body, Unlink unlink, DateTimeOffset now) =>
        body.Links.Contains(unlink.To) ? [new Unlinked(unlink.By, unlink.To, now)] : [];

    public static Decision<EventFact> Remark(Comment comment, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(comment.Text) ? Invalid("a comment needs words")
        : comment.Text.Length > LongestComment
            ? Invalid($"a comment has at most {LongestComment} characters; this one has {comment.Text.Length}")
        : [new Commented(comment.By, comment.CommentId, comment.Text, now)];

    static bool IsPlain(string? id, int longest) =>
        id is null || id.Length >= 1 && id.Length <= longest && id.All(letter => letter is > ' ' and <= '~');
}
