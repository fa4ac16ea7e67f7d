using System.Collections;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Watchfloor.Tests.EngineOnly.Clustering;

sealed class PlacesCommand(PlacesConnection connection) : DbCommand
{
    readonly PlacesParameters _parameters = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => _parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() { }

    public override void Prepare() { }

    public override int ExecuteNonQuery() => (int)Execute()!;

    public override object? ExecuteScalar() => Execute();

    protected override DbParameter CreateDbParameter() => new PlacesParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException();

    object? Execute() =>
        PlacesProvider
            .Database(connection.ConnectionString)
            .Execute(
                CommandText,
                _parameters.Values.ToDictionary(static value => value.ParameterName, static value => (string)value.Value!)
            );
}

sealed class PlacesParameter : DbParameter
{
    public override DbType DbType { get; set; } = DbType.String;

    public override ParameterDirection Direction { get; set; } = ParameterDirection.Input;

    public override bool IsNullable { get; set; }

    [AllowNull]
    public override string ParameterName { get; set; } = "";

    public override int Size { get; set; }

    [AllowNull]
    public override string SourceColumn { get; set; } = "";

    public override bool SourceColumnNullMapping { get; set; }

    public override object? Value { get; set; }

    public override void ResetDbType() { }
}

sealed class PlacesParameters : DbParameterCollection
{
    internal List<PlacesParameter> Values { get; } = [];

    public override int Count => Values.Count;

    public override object SyncRoot => Values;

    public override int Add(object value)
    {
        Values.Add((PlacesParameter)value);
        return Values.Count - 1;
    }

    public override void AddRange(Array values) => Values.AddRange(values.Cast<PlacesParameter>());

    public override void Clear() => Values.Clear();

    public override bool Contains(object value) => Values.Contains((PlacesParameter)value);

    public override bool Contains(string value) => IndexOf(value) >= 0;

    public override void CopyTo(Array array, int index) => ((ICollection)Values).CopyTo(array, index);

    public override IEnumerator GetEnumerator() => Values.GetEnumerator();

    public override int IndexOf(object value) => Values.IndexOf((PlacesParameter)value);

    public override int IndexOf(string parameterName) => Values.FindIndex(value => value.ParameterName == parameterName);

    public override void Insert(int index, object value) => Values.Insert(index, (PlacesParameter)value);

    public override void Remove(object value) => Values.Remove((PlacesParameter)value);

    public override void RemoveAt(int index) => Values.RemoveAt(index);

    public override void RemoveAt(string parameterName) => Values.RemoveAt(IndexOf(parameterName));

    protected override DbParameter GetParameter(int index) => Values[index];

    protected override DbParameter GetParameter(string parameterName) => Values[IndexOf(parameterName)];

    protected override void SetParameter(int index, DbParameter value) => Values[index] = (PlacesParameter)value;

    protected override void SetParameter(string parameterName, DbParameter value) =>
        Values[IndexOf(parameterName)] = (PlacesParameter)value;
}
