"""Messages about registers of persons."""

from phocap.text.message import Message

REGISTER: dict[str, Message] = {
    "register-engine": Message(
        "“{value}” không phải địa chỉ một nơi tính",
        "“{value}” is not the URL of an engine",
        "Ví dụ: duckdb://du-lieu.duckdb, spark://local, postgres://may/csdl.",
        "For instance duckdb://data.duckdb, spark://local, postgres://host/database.",
    ),
    "register-lost": Message(
        "không kết nối được, hoặc mất kết nối với {engine}: {error}",
        "the connection to {engine} could not be made or was lost: {error}",
        "Kiểm tra máy chủ và mạng rồi chạy lại; với --resume, các phần đã xong được giữ. Chưa ghi gì.",
        "Check the server and the network and run again; with --resume finished parts are kept. Nothing was written.",
    ),
    "register-java": Message(
        "Spark cần Java mà máy này không chạy được",
        "Spark needs Java, which does not run here",
        "Cài Java 17 trở lên (ví dụ: apt install default-jre-headless) hoặc đặt JAVA_HOME.",
        "Install Java 17 or later (for instance: apt install default-jre-headless) or set JAVA_HOME.",
    ),
    "register-failed": Message(
        "{engine} báo lỗi: {error}",
        "{engine} reports: {error}",
        "Kiểm tra tệp hoặc bảng có nguyên vẹn và cùng cột với nhau không. Chưa ghi gì.",
        "Check that files or tables are whole and have the same columns. Nothing was written.",
    ),
    "register-memory": Message(
        "bộ nhớ {limit} không đủ để tính: {error}",
        "the memory of {limit} is not enough: {error}",
        "Tăng --memory, hoặc dùng --resume để tính từng phần. Chưa ghi gì.",
        "Give more with --memory, or count part by part with --resume. Nothing was written.",
    ),
    "register-source": Message(
        "nguồn phải là tệp, hoặc thư mục có tệp, thuộc loại biết đọc; tên bảng chỉ dùng với --engine",
        "a source is a file of a kind that is read, or a folder with some; names of tables need --engine",
    ),
    "register-kinds": Message(
        "các tệp nguồn phải cùng một loại",
        "all files must be of one kind",
        "Tính riêng từng loại, hoặc chuyển tất cả sang Parquet.",
        "Count each kind by itself, or turn all of them into Parquet.",
    ),
    "register-no-table": Message("{engine} không có bảng “{name}”", "{engine} has no table “{name}”"),
    "register-empty": Message("nguồn không có người nào", "there are no persons in the source"),
    "register-unknown-column": Message(
        "dữ liệu có cột “{column}” mà hệ thống không biết",
        "there is a column “{column}” that nothing is known of",
        "Đổi tên cột theo phiếu điều tra, hoặc bỏ qua bằng --ignore-column “{column}”.",
        "Name it as the survey workbook does, or leave it out with --ignore-column “{column}”.",
    ),
    "register-column-twice": Message(
        "các cột “{other}” và “{column}” là một", "the columns “{other}” and “{column}” are the same"
    ),
    "register-column-missing": Message(
        "thiếu các cột: {headers}; dữ liệu có: {columns}",
        "columns are missing: {headers}; there are: {columns}",
        "Đặt tên cột theo một trong các tên này.",
        "Call each by one of these names.",
    ),
    "register-column-type": Message(
        "cột “{column}” phải có kiểu {wanted}, không phải {found}",
        "the column “{column}” must be of type {wanted}, not {found}",
        "Mã lưu dạng số thì mất số 0 ở đầu; đánh dấu dùng true/false hoặc chữ.",
        "A code that is stored as a number has lost its zeros; marks are true or false, or text.",
    ),
    "register-too-many-values": Message(
        "cột “{column}” có hơn {limit} giá trị khác nhau",
        "the column “{column}” holds more than {limit} different values",
        "Kiểm tra có phải đúng cột đó không.",
        "Check whether it is the right column.",
    ),
    "register-birth-year": Message(
        "{n} người không có năm sinh hợp lệ ở cột “{column}” (điều tra: {years}); giá trị gặp phải: {values}",
        "{n} persons have no possible year of birth in “{column}” (surveys: {years}); values found: {values}",
        "Sửa trước khi tính: những người này có thể thuộc bất kỳ độ tuổi nào.",
        "Mend them first: these persons could be of any age.",
    ),
    "register-without-unit": Message(
        "{n} người không có mã xã ở cột “{column}”",
        "{n} persons have no code of a unit in “{column}”",
        "Bổ sung mã xã trước khi tính: không biết tính những người này cho xã nào.",
        "Give them one first: nobody knows where to count them.",
    ),
    "register-unit-differs": Message(
        "đơn vị có mã {code} có nhiều giá trị khác nhau ở cột “{column}”: {values}",
        "the unit with the code {code} has several values in “{column}”: {values}",
    ),
    "register-without-year": Message(
        "không có cột năm điều tra",
        "no column has the year of the survey",
        "Ghi --as-of, ví dụ --as-of 2025-09-30.",
        "Say --as-of, such as --as-of 2025-09-30.",
    ),
    "register-year": Message(
        "{n} người có năm điều tra không hợp lệ ở cột “{column}”: {value}",
        "{n} persons have no possible year of the survey in “{column}”: {value}",
    ),
}
