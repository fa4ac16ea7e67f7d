namespace Watchfloor.Catalogue;

/// <summary>What entries of all kinds must not be.</summary>
static class SpecFlaws
{
    const int LongestName = 200;

    public static string? OfName(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > LongestName ? $"name must be 1 to {LongestName} characters" : null;
}
