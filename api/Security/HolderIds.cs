namespace Watchfloor.Security;

/// <summary>Ids of callers say what they are, so that one that is gone is never taken for another kind that is not looked up.</summary>
static class HolderIds
{
    const string Accounts = "u-";
    const string Keys = "k-";

    public static string Account(string id) => Accounts + id;

    public static string Key(string id) => Keys + id;

    public static bool IsAccount(string id) => id.StartsWith(Accounts, StringComparison.Ordinal);

    public static bool IsKey(string id) => id.StartsWith(Keys, StringComparison.Ordinal);
}
