using System.Text;

namespace Watchfloor.Store;

/// <summary>
/// How logins are compared, by everybody who does: whatever their case, and where the runtime has the tables for it (not with
/// InvariantGlobalization) however an accent was typed.
/// </summary>
public static class Logins
{
    public static string Key(string login) => login.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
