using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Fills an account that a contact does not have, because the program refuses a member without one: with the e-mail address, else with the digits of
/// the mobile number, wherever the record has it. Both are one member's only, in WeCom too, so the accounts are.
/// </summary>
sealed class AccountComposer(int account)
{
    int email = -1;

    /// <summary>Looks the fields up in a layout.</summary>
    public void Bind(BatchLayout layout)
    {
        email = layout.ColumnOf("email");
    }

    /// <summary>Fills the account of one row.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="cells">Cells of the row.</param>
    /// <param name="row">The row that is composed.</param>
    /// <param name="mobile">Column of the batch that holds the mobile number; −1 when there is none.</param>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int mobile)
    {
        if (!row.IsEmpty(account))
        {
            return;
        }
        var address = email < 0 ? default : cells[email];
        var number = mobile < 0 ? [] : batch.Value(cells[mobile]);
        number = number.IndexOf((byte)';') is var end and >= 0 ? number[..end] : number;
        if (AccountWriter.IsAccount(batch.Value(address)))
        {
            row.Set(account, address);
            row.CountWritten(Codes.ExportFilled, email, account);
        }
        else if (number.TrimStart((byte)'+') is var digits && AccountWriter.IsAccount(digits))
        {
            row.Set(account, digits);
            row.CountWritten(Codes.ExportFilled, mobile, account);
        }
    }
}
