namespace Watchfloor.Security;

/// <summary>
/// Metadata of a route whose request or answer holds a key or a password. Neither may be kept readable, and of the request not even
/// a plain hash, since short secrets are found by trying.
/// </summary>
sealed class HoldsSecret;
