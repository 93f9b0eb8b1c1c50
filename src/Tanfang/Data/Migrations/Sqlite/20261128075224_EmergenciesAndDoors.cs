using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Tanfang.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EmergenciesAndDoors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "last_heard_at",
                table: "device_tokens",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "door_cards",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    elder_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    issued_at = table.Column<string>(type: "TEXT", nullable: false),
                    revoked_at = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_door_cards", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "door_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    card_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    elder_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<string>(type: "TEXT", nullable: false),
                    needs_look = table.Column<bool>(type: "INTEGER", nullable: false),
                    words = table.Column<byte[]>(type: "BLOB", nullable: true),
                    answered_at = table.Column<string>(type: "TEXT", nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    answer = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_door_notes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "emergencies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    elder_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    happened_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    happened_at = table.Column<string>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<string>(type: "TEXT", nullable: false),
                    form_version = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    what = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    called = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    visitors = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    note = table.Column<byte[]>(type: "BLOB", nullable: true),
                    raw = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    outcome_note = table.Column<byte[]>(type: "BLOB", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_at = table.Column<string>(type: "TEXT", nullable: true),
                    closed_by_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    closing_raw = table.Column<byte[]>(type: "BLOB", nullable: true),
                    closed_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_emergencies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feedback",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sent_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    sent_at = table.Column<string>(type: "TEXT", nullable: false),
                    division_id = table.Column<int>(type: "INTEGER", nullable: true),
                    answered_at = table.Column<string>(type: "TEXT", nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    answer = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feedback", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "leaves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    visitor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stand_in_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    recorded_at = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leaves", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_door_cards_code",
                table: "door_cards",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_door_cards_elder_id",
                table: "door_cards",
                column: "elder_id");

            migrationBuilder.CreateIndex(
                name: "ix_door_notes_at",
                table: "door_notes",
                column: "at",
                filter: "needs_look and answered_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_door_notes_card_id_at",
                table: "door_notes",
                columns: new[] { "card_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_door_notes_elder_id_at",
                table: "door_notes",
                columns: new[] { "elder_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_emergencies_closed_by_id",
                table: "emergencies",
                column: "closed_by_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_emergencies_closed_on",
                table: "emergencies",
                column: "closed_on");

            migrationBuilder.CreateIndex(
                name: "ix_emergencies_elder_id",
                table: "emergencies",
                column: "elder_id");

            migrationBuilder.CreateIndex(
                name: "ix_feedback_division_id_sent_at",
                table: "feedback",
                columns: new[] { "division_id", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_leaves_stand_in_id_from",
                table: "leaves",
                columns: new[] { "stand_in_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_leaves_visitor_id_from",
                table: "leaves",
                columns: new[] { "visitor_id", "from" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "door_cards");

            migrationBuilder.DropTable(
                name: "door_notes");

            migrationBuilder.DropTable(
                name: "emergencies");

            migrationBuilder.DropTable(
                name: "feedback");

            migrationBuilder.DropTable(
                name: "leaves");

            migrationBuilder.DropColumn(
                name: "last_heard_at",
                table: "device_tokens");
        }
    }
}
