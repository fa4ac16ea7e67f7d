using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>A document anew at the version that its journal has: nothing happened, so the journal stays as it is.</summary>
sealed class RewriteWrite : Write<bool>
{
    readonly Commit _document;
    readonly EntityTable _table;
    readonly ColumnValue[] _columns;

    public RewriteWrite(Commit document)
    {
        if (!document.Facts.IsDefaultOrEmpty)
            throw new ArgumentException($"{document.Entity} is written anew, and that is no fact", nameof(document));
        _document = document;
        _table = EntityTable.Of(document.Entity.Kind);
        _columns = ColumnValue.Of(_table, document.Columns);
    }

    public override string? Kind => _document.Entity.Kind;

    protected override bool Change(Writer writer)
    {
        if (_document.Expected == 0 || writer.Journal.Version(_document.Entity) != _document.Expected)
            return false;
        writer.Documents.Replace(_table, _document, _columns);
        writer.Due.Set(_document.Entity, _document.Due, isNew: false);
        return true;
    }
}
