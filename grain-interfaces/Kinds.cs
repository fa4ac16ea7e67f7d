namespace Watchfloor;

/// <summary>The words that name each kind of living thing: in the journal, in the due table, in grain ids.</summary>
public static class Kinds
{
    /// <summary>An event.</summary>
    public const string Event = "event";

    /// <summary>The escalations of one event; its id is the event's.</summary>
    public const string Escalation = "escalation";

    /// <summary>One page; its id begins with the event's and a dot.</summary>
    public const string Page = "page";

    /// <summary>A place.</summary>
    public const string Facility = "facility";

    /// <summary>A way to reach people.</summary>
    public const string Channel = "channel";

    /// <summary>Whom to page, and when.</summary>
    public const string Policy = "policy";

    /// <summary>How long people have, and when that counts.</summary>
    public const string SlaPolicy = "slapolicy";

    /// <summary>What turns readings into events.</summary>
    public const string Rule = "rule";

    /// <summary>How the JSON of a sender becomes events.</summary>
    public const string Mapping = "mapping";

    /// <summary>A filter of the event list that somebody keeps.</summary>
    public const string SavedFilter = "savedfilter";

    /// <summary>Which detections are one event.</summary>
    public const string CorrelationRule = "correlationrule";

    /// <summary>A maintenance window.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>An inhibition rule.</summary>
    public const string Inhibition = "inhibition";

    /// <summary>What readings come from; its id is the tag up to the last slash.</summary>
    public const string Device = "device";

    /// <summary>A customer of this installation; its entries lie in the tenant that runs the installation.</summary>
    public const string Tenant = "tenant";

    /// <summary>A person who may sign in. Who it is (name, login) never stands in the journal.</summary>
    public const string Account = "account";

    /// <summary>A key for programs; only hashes of it are known.</summary>
    public const string ApiKey = "apikey";
}
